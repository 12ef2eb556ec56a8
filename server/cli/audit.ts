import type { Command } from 'commander'
import { listAuditEntries } from '../audit/store.ts'
import { wholeNumber } from './arguments.ts'
import type { Define } from './define.ts'
import { table } from './text.ts'

export function addAuditCommands(program: Command, define: Define): void {
  const audit = program.command('audit').description('what these commands have changed')
  define(
    audit
      .command('list')
      .description('list changes, newest first')
      .option('--before <id>', 'only changes with a lower id', wholeNumber(1))
      .option('--limit <n>', 'at most this many', wholeNumber(1, 1000), 50)
      .addHelpText('after', '\nExample: clustrix audit list --limit 10'),
    async (session, options: { before?: number; limit: number }) => {
      const entries = await session.read(queries => listAuditEntries(queries, options))
      const columns = {
        id: (entry: (typeof entries)[number]) => entry.id,
        time: (entry: (typeof entries)[number]) => entry.created_at,
        user: (entry: (typeof entries)[number]) => entry.system_user,
        command: (entry: (typeof entries)[number]) => entry.command,
        subject: (entry: (typeof entries)[number]) => entry.subject,
      }
      return { data: entries, text: table(columns, entries) }
    },
  )
}
