import { type Command, Option } from 'commander'
import { Refused } from '../domain/refused.ts'
import { TicketStatus } from '../generated/schemas.gen.ts'
import { listQueue, type QueuedTicket } from '../tickets/queue.ts'
import { addNote, checkStaffText, replyAsStaff, type StaffText, setTicketState, showTicket } from '../tickets/staff.ts'
import { ticketArgument, wholeNumber } from './arguments.ts'
import type { Define } from './define.ts'
import { readText } from './files.ts'
import type { Terminal } from './terminal.ts'
import { table } from './text.ts'
import { threadText } from './thread-text.ts'
import { UsageError } from './usage-error.ts'

export function addTicketCommands(program: Command, define: Define): void {
  const ticket = program.command('ticket').description('the support tickets of clients')

  define(
    ticket
      .command('list')
      .description('list tickets of all clients or of one, newest first')
      .option('--client <id>', 'only tickets of this client', wholeNumber(1))
      .addOption(new Option('--status <status>', 'only tickets with this status').choices(TicketStatus.options))
      .option('--before <id>', 'only tickets with a lower id', wholeNumber(1), Number.MAX_SAFE_INTEGER)
      .option('--limit <n>', 'at most this many', wholeNumber(1, 1000), 50)
      .addHelpText('after', '\nExample: clustrix ticket list --status open'),
    async (session, options: ListOptions) => {
      const { client, ...page } = options
      const query = client === undefined ? page : { ...page, client_id: client }
      const tickets = await session.read(queries => listQueue(queries, query, session.now))
      return { data: tickets, text: table(LIST_COLUMNS, tickets) }
    },
  )

  define(
    ticket
      .command('show')
      .description('show a ticket with its replies and internal notes')
      .argument(...TICKET_ARGUMENT, ticketArgument)
      .addHelpText('after', '\nExample: clustrix ticket show TKT-2026-0001'),
    async (session, id: number | string) => {
      const shown = await session.read(queries => showTicket(queries, id, session.now))
      return { data: shown, text: threadText(shown) }
    },
  )

  define(
    withText(ticket.command('reply'))
      .description('reply to the client; the ticket becomes answered')
      .addHelpText(
        'after',
        '\nExample: clustrix ticket reply TKT-2026-0001 --as "Jo of support" --body "It works again."',
      ),
    async (session, id: number | string, options: TextOptions) => {
      const text = await readStaffText(session.terminal, options)
      const replied = await session.change(async (queries, now) => {
        const result = await replyAsStaff(queries, id, text, now)
        return { result, subject: `ticket ${result.ticket.number}`, details: { reply: result.reply.id } }
      })
      return { data: replied, text: `Replied to ${replied.ticket.number} as ${text.name}.\n` }
    },
  )

  define(
    withText(ticket.command('note'))
      .description('add an internal note, which the client never sees')
      .addHelpText('after', '\nExample: clustrix ticket note TKT-2026-0001 --body "Waiting for the data centre."'),
    async (session, id: number | string, options: TextOptions) => {
      const text = await readStaffText(session.terminal, options)
      const added = await session.change(async (queries, now) => {
        const result = await addNote(queries, id, text, now)
        return { result, subject: `ticket ${result.number}`, details: { note: result.note.id } }
      })
      return { data: added.note, text: `Added a note to ${added.number}.\n` }
    },
  )

  for (const [name, state, description] of STATES) {
    define(
      ticket
        .command(name)
        .description(description)
        .argument(...TICKET_ARGUMENT, ticketArgument)
        .addHelpText('after', `\nExample: clustrix ticket ${name} TKT-2026-0001`),
      async (session, id: number | string) => {
        const changed = await session.change(async (queries, now) => {
          const result = await setTicketState(queries, id, state, now)
          return { result, subject: `ticket ${result.number}` }
        })
        return { data: changed, text: `Ticket ${changed.number} is now ${state.replace('_', ' ')}.\n` }
      },
    )
  }
}

interface ListOptions {
  client?: number
  status?: TicketStatus
  before: number
  limit: number
}

const TICKET_ARGUMENT = ['<ticket>', 'id or number of the ticket'] as const

const STATES = [
  ['hold', 'on_hold', 'put a ticket on hold; a reply of the client opens it again'],
  ['resolve', 'resolved', 'resolve a ticket; it closes after 7 days without a reply of the client'],
  ['close', 'closed', 'close a ticket permanently; it takes no more replies'],
] as const

const LIST_COLUMNS = {
  id: (row: QueuedTicket) => row.id,
  number: (row: QueuedTicket) => row.number,
  client: (row: QueuedTicket) => row.client_id,
  status: (row: QueuedTicket) => row.status,
  priority: (row: QueuedTicket) => row.priority,
  updated: (row: QueuedTicket) => row.updated_at,
  subject: (row: QueuedTicket) => row.subject,
}

interface TextOptions {
  as?: string
  body?: string
  bodyFile?: string
}

const withText = (command: Command): Command =>
  command
    .argument(...TICKET_ARGUMENT, ticketArgument)
    .option('--as <name>', 'name of the author; default: the user who runs the command')
    .option('--body <text>', 'the text; "-" reads it from standard input')
    .option('--body-file <path>', 'a file with the text')

async function readStaffText(terminal: Terminal, options: TextOptions): Promise<StaffText> {
  const text = checkStaffText({ name: options.as ?? terminal.systemUser, body: await readBody(terminal, options) })
  if (!Array.isArray(text)) return text
  throw new Refused('The text is not valid; nothing was changed', text)
}

function readBody(terminal: Terminal, { body, bodyFile }: TextOptions): Promise<string> | string {
  if ((body === undefined) === (bodyFile === undefined)) throw new UsageError('Give the text by --body or --body-file')
  if (bodyFile !== undefined) return readText(terminal, bodyFile)
  return body === '-' ? terminal.readInput() : (body ?? '')
}
