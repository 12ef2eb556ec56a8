import type { Command } from 'commander'
import { type Counts, importFiles } from '../import/import.ts'
import type { Define } from './define.ts'
import { table } from './text.ts'

interface ImportOptions {
  dryRun?: true
}

export function addImportCommand(program: Command, define: Define): void {
  define(
    program
      .command('import')
      .description('add clients, users, subscriptions, invoices, payments and tickets of another system')
      .argument('<file...>', 'JSON files in the form of docs/import.schema.json')
      .option('--dry-run', 'check everything and write nothing')
      .addHelpText('after', HELP),
    async (session, files: string[], { dryRun = undefined }: ImportOptions) => {
      const progress = { Checking: session.progress('Checking'), Writing: session.progress('Writing') }
      const counts = await importFiles(files, {
        database: await session.database,
        now: session.now,
        isDryRun: dryRun ?? false,
        begin: (counts, work) =>
          session.change(async queries => {
            await work(queries)
            return { result: undefined, subject: files.join(', '), details: { ...counts } }
          }),
        onProgress: (step, changes, total) => progress[step]({ changes, ...(total === undefined ? {} : { total }) }),
      })
      return { data: { dry_run: dryRun ?? false, ...counts }, text: textOf(counts, dryRun ?? false) }
    },
  )
}

const HELP = `
A row is found by its external_ref, an invoice or ticket by its number, a user by the email address. A second run changes nothing. A row
that differs from the database is refused: change it with the other commands, or in the file. Everything is checked first, and nothing
is written if anything is refused. An import that was interrupted is completed by the same command.

Example: clustrix import data.json --dry-run`

function textOf(counts: Counts, isDryRun: boolean): string {
  const rows = Object.entries(counts).filter(([, count]) => count.new + count.unchanged > 0)
  const columns = {
    rows: ([kind]: (typeof rows)[number]) => kind,
    new: ([, count]: (typeof rows)[number]) => count.new,
    unchanged: ([, count]: (typeof rows)[number]) => count.unchanged,
  }
  const isNothing = rows.every(([, count]) => count.new === 0)
  const end = isDryRun ? 'Dry run: nothing was written.\n' : isNothing ? 'Nothing is new; nothing was changed.\n' : ''
  return `${table(columns, rows)}${end}`
}
