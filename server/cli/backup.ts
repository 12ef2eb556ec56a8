import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { backUpDatabase, describeLocation, restoreDatabase } from '../database/open.ts'
import type { Define } from './define.ts'

export function addBackupCommands(program: Command, define: Define): void {
  define(
    program
      .command('backup')
      .description('write a checked copy of the database into a new file, also while the server runs')
      .argument('<file>', 'the file; it must not exist')
      .addHelpText('after', '\nExample: clustrix backup /var/backups/clustrix-2026-11-28.db'),
    async (session, file: string) => {
      const { version } = await backUpDatabase(session.location, file)
      const bytes = statSync(file).size
      return { data: { file, bytes, version }, text: `Wrote and checked ${file} (${bytes} bytes).\n` }
    },
  )

  define(
    program
      .command('restore')
      .description('replace the database by a backup; the server must not run')
      .argument('<file>', 'a backup')
      .option('--yes', 'do not ask for confirmation')
      .addHelpText('after', '\nExample: clustrix restore /var/backups/clustrix-2026-11-28.db --yes'),
    async (session, file: string, options: { yes?: true }) => {
      const { location } = session
      await session.confirm(`Replace the database ${await describeLocation(location)} by ${file}?`, options.yes)
      const { kept, version, isCurrent } = await restoreDatabase(location, file, session.now)
      if (isCurrent) {
        const details = { kept: kept === undefined ? null : basename(kept) }
        await session.change(async () => ({ result: undefined, subject: `backup ${basename(file)}`, details }))
      }
      const text = [
        `Restored ${location} from ${file}.`,
        kept === undefined ? '' : ` The database from before is kept in ${kept}.`,
        isCurrent ? '' : ` It has version ${version}: run "clustrix migrate".`,
      ]
      return { data: { file, kept: kept ?? null, version }, text: `${text.join('')}\n` }
    },
  )
}
