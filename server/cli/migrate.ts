import type { Command } from 'commander'
import type { SchemaState } from '../database/database.ts'
import { databaseExists, readSchema } from '../database/open.ts'
import { loadSeller } from '../seller/load.ts'
import { changeSeller } from './change-seller.ts'
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
        `
The server does the same at its start. Make a backup and stop an older server first. If SELLER is set, invoices that were
issued before sellers were stored get that seller.

Example: clustrix migrate --status`,
      ),
    async (session, options: { status?: true }) => {
      const { location, terminal } = session
      if (options.status) {
        const state = await readSchema(location)
        return { data: dataOf(state), text: table(STATUS_COLUMNS, state.migrations) }
      }
      const seller = terminal.env.SELLER ? loadSeller(terminal.env.SELLER) : undefined
      const before = (await existing(location))?.version ?? 0
      await session.migrate()
      const after = await readSchema(location)
      const isNewVersion = after.version !== before
      if (isNewVersion) {
        await session.change(async () => ({
          result: undefined,
          subject: `version ${after.version}`,
          details: { from: before },
        }))
      }
      const adopted = seller ? (await changeSeller(session, seller)).adopted : 0
      const done = isNewVersion
        ? `Migrated the database from version ${before} to ${after.version}.`
        : `The database is up to date, at version ${after.version}.`
      const also = adopted > 0 ? `${adopted} issued invoices had no seller and show that of SELLER now.\n` : ''
      return { data: dataOf(after), text: `${done}\n${also}` }
    },
  )
}

/** Undefined if the database does not exist yet. */
const existing = async (location: string) => (databaseExists(location) ? readSchema(location) : undefined)

const STATUS_COLUMNS = {
  version: (migration: SchemaState['migrations'][number]) => migration.version,
  name: (migration: SchemaState['migrations'][number]) => migration.name,
  status: (migration: SchemaState['migrations'][number]) => (migration.isApplied ? 'applied' : 'missing'),
}

const dataOf = ({ version, migrations }: SchemaState) => ({
  version,
  migrations: migrations.map(({ isApplied, ...migration }) => ({ ...migration, applied: isApplied })),
})
