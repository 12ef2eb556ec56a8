import { DatabaseRefused, type SchemaState } from '../database.ts'
import { writeNewFile } from '../new-file.ts'
import { checkOrigin } from './migrate.ts'
import { connectForReading, migrations } from './node.ts'
import { checkPages, reasonOf, refusal } from './open.ts'
import { readFileSchema } from './schema.ts'

/** Writes a copy of the last committed state into a new file, and checks it. Neither waits for other processes nor makes them wait. */
export async function backUpFile(path: string, file: string): Promise<SchemaState> {
  const { version } = readFileSchema(path)
  if (version === 0) throw refusal(path, new DatabaseRefused('it is empty'))
  return writeNewFile(file, async temporary => {
    try {
      const sqlite = connectForReading(path)
      try {
        sqlite.prepare('VACUUM INTO :temporary').run({ temporary })
      } finally {
        sqlite.close()
      }
    } catch (error) {
      throw refusal(path, error)
    }
    return checkBackup(temporary, file)
  })
}

/** Checks all pages of a backup. Throws DatabaseRefused. @param name of the backup in messages */
export function checkBackup(path: string, name: string): SchemaState {
  try {
    const sqlite = connectForReading(path)
    try {
      checkOrigin(sqlite, migrations)
      checkPages(sqlite)
    } finally {
      sqlite.close()
    }
    return readFileSchema(path)
  } catch (error) {
    throw new DatabaseRefused(`The backup ${name} cannot be used: ${reasonOf(error)}`, { cause: error })
  }
}
