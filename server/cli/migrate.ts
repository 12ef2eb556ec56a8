import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import type { SchemaState } from '../database/database.ts'
import { readSchema } from '../database/open.ts'
import type { Define } from './define.ts'
import { table } from './text.ts'

export function addMigrateCommand(program: Command, define: Define): void {
  define(
    program
      .command('migrate')
      .description('create the database, or bring it to the version of this release')
      .option('--status', 'only show which migrations the database has')
      .addHelpText(
        'after',
        '\nThe server does the same at its start. Make a backup and stop an older server first.\n\nExample: clustrix migrate --status',
      ),
    async (session, options: { status?: true }) => {
      const { location } = session
      if (options.status) {
        const state = readSchema(location)
        return { data: dataOf(state), text: table(STATUS_COLUMNS, state.migrations) }
      }
      const before = existsSync(location) ? readSchema(location).version : 0
      await session.migrate()
      const after = readSchema(location)
      if (after.version === before) {
        return { data: dataOf(after), text: `The database is up to date, at version ${after.version}.\n` }
      }
      await session.change(async () => ({
        result: undefined,
        subject: `version ${after.version}`,
        details: { from: before },
      }))
      return { data: dataOf(after), text: `Migrated the database from version ${before} to ${after.version}.\n` }
    },
  )
}

const STATUS_COLUMNS = {
  version: (migration: SchemaState['migrations'][number]) => migration.version,
  name: (migration: SchemaState['migrations'][number]) => migration.name,
  status: (migration: SchemaState['migrations'][number]) => (migration.isApplied ? 'applied' : 'missing'),
}

const dataOf = ({ version, migrations }: SchemaState) => ({
  version,
  migrations: migrations.map(({ isApplied, ...migration }) => ({ ...migration, applied: isApplied })),
})
