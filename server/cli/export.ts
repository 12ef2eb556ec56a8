import type { Command } from 'commander'
import { exportTo } from '../export/export.ts'
import type { Define } from './define.ts'
import { fields } from './text.ts'

export function addExportCommand(program: Command, define: Define): void {
  define(
    program
      .command('export')
      .description('write all data into export.json, which "import" reads')
      .argument('<folder>', 'folder of the file; it is created if it is missing')
      .addHelpText('after', HELP),
    async (session, folder: string) => {
      const progress = session.progress('Exporting')
      const exported = await exportTo(await session.database, folder, changes => progress({ changes }))
      const { file, rows, drafts } = exported
      const left = drafts > 0 ? `${drafts} draft invoices are not part of it.\n` : ''
      return { data: exported, text: `Wrote ${file}, readable by its owner alone.\n${fields(rows)}${left}` }
    },
  )
}

const HELP = `
The file has the form of docs/import.schema.json and contains password hashes. Tokens, the audit log and draft invoices are left out.
Imported into a new database, the API gives the same responses.

Example: clustrix export backup-2026-11-22`
