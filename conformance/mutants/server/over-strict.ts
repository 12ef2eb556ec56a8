import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { BODIES, LISTS, operationOf, WRITES } from './build/operations.ts'
import { refuses } from './build/refusals.ts'
import { field, fields, type MutableRequest, parameter, query, requests, whereText } from './build/requests.ts'
import { bytesOf, textOf } from './build/responses.ts'

const REFUSED = '\0'
const type = ({ headers }: MutableRequest) => headers.get('content-type') ?? ''

/** Replaces matching strings by one that is refused, so that the app's own order of errors applies. */
const refusing = (pattern: RegExp) => whereText(text => (pattern.test(text) ? REFUSED : text))

const refuseType = (matches: (type: string) => boolean) => (sent: MutableRequest) => {
  if (matches(type(sent))) sent.headers.set('content-type', 'text/plain')
}

/** Input that the contract accepts and the server refuses. */
export const overStrict: readonly ServerMutant[] = [
  field('refuses emoji', 'createTicket', 'subject', refusing(/\p{Extended_Pictographic}|[\u{10000}-\u{10ffff}]/u)),
  field('refuses right-to-left text', 'replyToTicket', 'body', refusing(/\p{Script=Arabic}|\p{Script=Hebrew}/u)),
  field('refuses CRLF', ['createTicket', 'replyToTicket'], 'body', refusing(/\r\n/)),
  field('refuses angle brackets', ['createTicket', 'replyToTicket'], 'body', refusing(/</)),
  field('refuses apostrophes', 'cancelSubscription', 'reason', refusing(/'/)),
  field('refuses spaces around a priority', 'createTicket', 'priority', refusing(/^\s|\s$/)),
  field('refuses spaces around a date', 'pauseSubscription', 'resume_at', refusing(/^\s|\s$/)),
  parameter('refuses spaces around a status', LISTS, 'status', status =>
    /^(%20|\+)|(%20|\+)$/.test(status) ? '%00' : status,
  ),
  field('refuses a subject of 255 characters', 'createTicket', 'subject', refusing(/^.{255,}$/su)),
  field('refuses a text of 20000 characters', ['createTicket', 'replyToTicket'], 'body', refusing(/^.{20000,}$/su)),
  field('refuses a reason of 1000 characters', 'cancelSubscription', 'reason', refusing(/^.{1000,}$/su)),
  field(
    'counts UTF-16 units',
    'createTicket',
    'subject',
    whereText(text => (text.length > 255 ? REFUSED : text)),
  ),
  field('refuses a subject of one character', 'createTicket', 'subject', refusing(/^.$/su)),
  field('refuses null', 'createTicket', 'category', given => given ?? REFUSED),
  field('refuses null for a date', 'pauseSubscription', 'resume_at', given => given ?? REFUSED),
  field('refuses a date-time', 'pauseSubscription', 'resume_at', refusing(/T/)),
  field('refuses a date', 'pauseSubscription', 'resume_at', refusing(/^\s*\d{4}-\d\d-\d\d\s*$/)),
  field('refuses an offset', 'pauseSubscription', 'resume_at', refusing(/[+-]\d\d:\d\d\s*$/)),
  field('refuses fractions of a second', 'pauseSubscription', 'resume_at', refusing(/\.\d+/)),
  fields('requires a priority', 'createTicket', given => ({ priority: REFUSED, ...given })),
  requests('requires a body', ['pauseSubscription', 'cancelSubscription'], sent => {
    if (sent.body === undefined || sent.body.length === 0) sent.body = new TextEncoder().encode('[1]')
    if (type(sent) === '') sent.headers.set('content-type', 'application/json')
  }),
  requests('refuses an empty array as a body', BODIES, sent => {
    if (sent.body && /^\ufeff?\s*\[\s*\]\s*$/.test(textOf(sent.body))) sent.body = bytesOf('[1]')
  }),
  requests('refuses a byte order mark', BODIES, sent => {
    if (sent.body?.[0] === 0xef && type(sent).startsWith('application/json')) sent.body = bytesOf('[1]')
  }),
  field(
    'does not compose the letters of an email',
    'createToken',
    'email',
    whereText(email => (email === email.normalize('NFC') ? email : 'a@b.example')),
  ),
  field(
    'does not compose the letters of a password',
    'createToken',
    'password',
    whereText(password => (password === password.normalize('NFC') ? password : `${password}.`)),
  ),
  field('refuses control characters in a text', ['createTicket', 'replyToTicket'], 'body', refusing(/[^\P{Cc}\r\n]/u)),
  requests(
    'refuses forms',
    BODIES,
    refuseType(type => /^application\/x-www-form-urlencoded/i.test(type)),
  ),
  requests(
    'refuses forms for a ticket',
    'createTicket',
    refuseType(type => /^application\/x-www-form-urlencoded/i.test(type)),
  ),
  requests(
    'refuses a media type in capitals',
    BODIES,
    refuseType(type => /[A-Z]/.test(type)),
  ),
  requests(
    'refuses parameters of a media type',
    BODIES,
    refuseType(type => type.includes(';')),
  ),
  requests('refuses more than 32 KiB', BODIES, sent => {
    if ((sent.body?.length ?? 0) > 32_768) sent.body = new Uint8Array(65_537)
  }),
  requests('refuses a body of exactly 64 KiB', BODIES, sent => {
    if (sent.body?.length === 65_536) sent.body = new Uint8Array(65_537)
  }),
  refuses('reads the body of an operation without one', 'malformed_body', 400, async request => {
    const isBodiless = ['revokeToken', 'resumeSubscription'].includes(operationOf(request) ?? '')
    return isBodiless && isBroken(await request.clone().text())
  }),
  query('refuses an empty query value', LISTS, pairs => pairs.map(([key, value]) => [key, value || '%00'])),
  parameter('refuses 100 rows', LISTS, 'per_page', size => (size === '100' ? '101' : size)),
  parameter('refuses one row', LISTS, 'per_page', size => (size === '1' ? '0' : size)),
  parameter('refuses pages above a million', LISTS, 'page', page => (page.length > 7 ? '0' : page)),
  parameter('refuses a max_id above 32 bits', LISTS, 'max_id', id => (id.length > 10 ? '0' : id)),
  parameter('does not support the status partially_paid', 'listInvoices', 'status', status =>
    status === 'partially_paid' ? 'partial' : status,
  ),
  parameter('does not support the status on_hold', 'listTickets', 'status', status =>
    status === 'on_hold' ? 'hold' : status,
  ),
  field('does not support the priority urgent', 'createTicket', 'priority', refusing(/urgent/)),
  field('does not support the category sales', 'createTicket', 'category', refusing(/sales/)),
  requests('refuses an Idempotency-Key in quotes', WRITES, refuseKey(/^"/)),
  requests('refuses an Idempotency-Key of 255 characters', WRITES, refuseKey(/^.{255}/)),
  requests('accepts only UUIDs as Idempotency-Key', WRITES, refuseKey(/^(?!"?[0-9a-f-]{36}"?$)/i)),
]

function refuseKey(pattern: RegExp) {
  return ({ headers }: MutableRequest) => {
    const given = headers.get('idempotency-key')
    if (given !== null && pattern.test(given)) headers.set('idempotency-key', '""')
  }
}

function isBroken(text: string): boolean {
  try {
    if (text !== '') JSON.parse(text)
    return false
  } catch {
    return true
  }
}
