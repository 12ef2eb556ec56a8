import type { SchemaState } from '../database.ts'
import { checkOrigin, engineOf, versionOf } from './migrate.ts'
import { connectForReading, migrations } from './node.ts'
import { refusal } from './open.ts'

/** Reads which migrations a file has, without changing it. Throws DatabaseRefused. */
export function readFileSchema(path: string): SchemaState {
  try {
    const sqlite = connectForReading(path)
    try {
      checkOrigin(sqlite, migrations)
      const version = versionOf(sqlite)
      return {
        version,
        engine: engineOf(sqlite),
        migrations: migrations.map(each => ({
          version: each.version,
          name: each.name,
          isApplied: each.version <= version,
        })),
      }
    } finally {
      sqlite.close()
    }
  } catch (error) {
    throw refusal(path, error)
  }
}
