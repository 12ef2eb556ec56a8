import type { Command } from 'commander'
import { addAuditEntry } from '../audit/store.ts'
import { copyDatabase } from '../database/open.ts'
import type { Define } from './define.ts'
import { UsageError } from './usage-error.ts'

export function addDatabaseCommands(program: Command, define: Define): void {
  const database = program.command('database').description('move to another database')

  define(
    database
      .command('copy')
      .description('copy a database file into a new PostgreSQL database, and check the copy')
      .option('--from <file>', 'the database file; default: DATABASE')
      .option('--to <url>', 'the PostgreSQL database; default: the environment variable DATABASE_TO')
      .addHelpText('after', HELP),
    async (session, options: { from?: string; to?: string }) => {
      const { env, systemUser: system_user } = session.terminal
      const from = options.from ?? session.location
      const to = options.to ?? env.DATABASE_TO
      if (!to) throw new UsageError('Name the PostgreSQL database with --to or DATABASE_TO')
      const progress = session.progress('Copying')
      const { now, command } = session
      const copied = await copyDatabase(from, to, {
        now,
        onProgress: rows => progress({ changes: rows }),
        record: (queries, { source, as_of, rows }) =>
          addAuditEntry(queries, {
            created_at: now,
            system_user,
            command,
            subject: `file ${from}`,
            details: { state: source, as_of, rows },
          }),
      })
      if (!copied) return { data: { rows: 0, tables: 0, as_of: null }, text: `${from} has been copied already.\n` }
      const { rows, tables, as_of } = copied
      const text = `Copied ${rows} rows of ${tables} tables, as they were at ${as_of}. Counts and sums are equal on both sides.\n`
      return { data: { rows, tables, as_of }, text }
    },
  )
}

const HELP = `
Stop the server first: a copy of a file that has changed meanwhile stays unfinished, and no server starts on it. Until then, the command
may run beside the server, to see how long it takes. A copy that was interrupted continues when the command is run again, or starts again
if the file has changed. The PostgreSQL database must be new, or contain an unfinished copy.

Other users of this machine can read a password that is part of an argument. Leave it out of --to and set PGPASSWORD or a file
~/.pgpass, or set DATABASE_TO.

Example: clustrix database copy --from data/clustrix.db --to "postgres://clustrix@db.example.com/clustrix?sslmode=verify-full"`
