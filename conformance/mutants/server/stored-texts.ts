import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { type OperationId, operationOf } from './build/operations.ts'
import { read, readJson } from './build/requests.ts'
import { bytesOf } from './build/responses.ts'
import { params } from './build/sql.ts'
import { changeAt } from './build/values.ts'

const TEXTS = ['INSERT INTO tickets', 'INSERT INTO ticket_replies'] as const

const texts = (name: string, change: (text: string) => string): readonly ServerMutant[] =>
  TEXTS.map((piece, index) =>
    params(`${name}${index === 0 ? ' of a ticket' : ' of a reply'}`, piece, ({ body }) => ({
      body: change(String(body)),
    })),
  )

/** Returns a text untrimmed. */
const untrimmed = (name: string, id: OperationId, field: string, path: string): ServerMutant => ({
  name,
  fetch: fetch => async request => {
    const { body = bytesOf('') } = operationOf(request) === id ? await read(request) : {}
    const response = await fetch(request)
    const given = (readJson(body) as Record<string, unknown> | undefined)?.[field]
    if (!response.ok || typeof given !== 'string') return response
    const changed = await response.json()
    changeAt(changed, path.split('.'), () => given)
    return new Response(JSON.stringify(changed), response)
  },
})

/** Texts that are not returned as they were sent. */
export const storedTexts: readonly ServerMutant[] = [
  ...texts('escapes the text', text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')),
  ...texts('truncates the text', text => text.slice(0, 255)),
  ...texts('converts CRLF to LF in the text', text => text.replaceAll('\r\n', '\n')),
  ...texts('drops emoji from the text', text => text.replaceAll(/[\u{10000}-\u{10ffff}]/gu, '') || '-'),
  ...texts('normalises the text', text => text.normalize('NFKC')),
  ...texts(
    'drops invisible characters from the text',
    text => text.replaceAll(/[\u200b-\u200f\u202a-\u202e]/g, '') || '-',
  ),
  ...texts('collapses spaces in the text', text => text.replaceAll(/ {2,}/g, ' ')),
  untrimmed('does not trim a subject', 'createTicket', 'subject', 'data.subject'),
  untrimmed('does not trim a reply', 'replyToTicket', 'body', 'data.body'),
  untrimmed('does not trim a reason', 'cancelSubscription', 'reason', 'data.cancellation_reason'),
  untrimmed('does not trim the name of a token', 'createToken', 'name', 'token_name'),
  params('capitalises a subject', 'INSERT INTO tickets', ({ subject }) => ({
    subject: String(subject).replace(/^\p{Ll}/u, first => first.toUpperCase()),
  })),
  params('escapes a reason', 'UPDATE subscriptions AS s SET state = :state', ({ cancellation_reason: reason }) => ({
    cancellation_reason:
      typeof reason === 'string' ? reason.replaceAll('<', '&lt;').replaceAll("'", '&#39;').slice(0, 1000) : null,
  })),
]
