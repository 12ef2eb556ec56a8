import type { Reply } from '../generated/schemas.gen.ts'
import type { showTicket } from '../tickets/staff.ts'
import { fields, printable } from './text.ts'

/** A ticket as a person reads it, with replies and notes in the order of their times. */
export function threadText({ body, replies, notes, ...ticket }: Awaited<ReturnType<typeof showTicket>>): string {
  const { created_by: creator, subject, ...others } = ticket
  const entries = [
    ...replies.map(reply => ({ ...reply, title: `${reply.author.name} (${reply.author.type})` })),
    ...notes.map(note => ({ ...note, title: `${note.author.name} (internal note)` })),
  ].sort((a, b) => (a.created_at === b.created_at ? a.id - b.id : a.created_at < b.created_at ? -1 : 1))
  const shown = [{ body, created_at: ticket.created_at, title: `${creator.name} (client)` }, ...entries]
  const omitted = ticket.reply_count - replies.length
  return [
    fields({ subject, ...others, created_by: `${creator.name} (user ${creator.id})` }),
    omitted > 0 ? `\n${omitted} older replies are not shown.\n` : '',
    ...shown.map(textOf),
  ].join('')
}

const textOf = ({ title, created_at, body }: Pick<Reply, 'body' | 'created_at'> & { title: string }): string =>
  `\n${created_at} ${printable(title)}\n${printable(body.replaceAll('\r\n', '\n'), { multiline: true }).replace(/^/gm, '  ')}\n`
