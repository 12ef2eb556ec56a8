import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { bodies, on } from './build/responses.ts'
import { always, missing, number, renamed, text, value } from './build/values.ts'

const INVOICES = ['listInvoices', 'getInvoice'] as const
const SUBSCRIPTIONS = ['pauseSubscription', 'resumeSubscription', 'cancelSubscription'] as const

export const missingProperties: readonly ServerMutant[] = [
  value('leaves out the city of an address', 'getInvoice', 'data.bill_to.address.city', missing),
  value('leaves out pdf_url in the list', 'listInvoices', 'data.*.pdf_url', missing),
  value('leaves out the name of the user who opened a ticket', 'listTickets', 'data.*.created_by.name', missing),
  value('leaves out the position of a line', 'getInvoice', 'data.line_items.*.position', missing),
  value('leaves out the quantity of a subscription', 'listSubscriptions', 'data.*.quantity', missing),
  value('leaves out the ticket after a reply', 'replyToTicket', 'ticket', missing),
  value('leaves out the name of a new token', 'createToken', 'token_name', missing),
  value('leaves out expires_at when it is null', 'getMe', 'data.current_token.expires_at', unlessNull),
  value('leaves out a payment reference when it is null', 'getInvoice', 'data.payments.*.reference', unlessNull),
  value('leaves out resume_at when it is null', SUBSCRIPTIONS, 'data.resume_at', unlessNull),
  value('leaves out links.prev on the first page', 'listTickets', 'links.prev', unlessNull),
  value('leaves out payments when there are none', 'getInvoice', 'data.payments', unlessEmpty),
]

function unlessNull(given: unknown): unknown {
  return given === null ? undefined : given
}

function unlessEmpty(given: unknown): unknown {
  return Array.isArray(given) && given.length === 0 ? undefined : given
}

export const extraProperties: readonly ServerMutant[] = [
  value('shows the client of a ticket', 'getTicket', 'data.client_id', always(4)),
  value('shows the hash of the password', 'getMe', 'data.password_hash', always('$argon2id$v=19$m=19456,t=2,p=1$x$y')),
  value('shows whether a reply is internal', 'getTicket', 'data.replies.*.internal', always(0)),
  value(
    'shows the email address of the author of a reply',
    'getTicket',
    'data.replies.*.author.email',
    always('maya@example.com'),
  ),
  value('shows how long a page took', 'listInvoices', 'meta.took_ms', always(3)),
  value('shows whether a user is disabled', 'createToken', 'user.disabled_at', always(null)),
  value('shows the coordinates of an address', 'getInvoice', 'data.bill_to.address.latitude', always('52.5')),
  value('shows the stored state', SUBSCRIPTIONS, 'data.state', always('active')),
  value('reports whether a revocation succeeded', 'revokeToken', 'success', always(true)),
]

export const renamedProperties: readonly ServerMutant[] = [
  renamed('renames due_date to dueDate', INVOICES, 'data.due_date', 'dueDate'),
  renamed('renames due_date to dueDate in the list', 'listInvoices', 'data.*.due_date', 'dueDate'),
  renamed('renames the author of a reply to from', 'getTicket', 'data.replies.*.author', 'from'),
  renamed('renames per_page to perPage', 'listSubscriptions', 'meta.per_page', 'perPage'),
  renamed('renames data to items', 'listTickets', 'data', 'items'),
  renamed('renames the rate of a tax to percent', 'getInvoice', 'data.taxes.*.rate', 'percent'),
  bodies('does not wrap the user in data', on('getMe'), body => (body as { data: unknown }).data),
  bodies('wraps a token in data', on('createToken'), body => ({ data: body })),
]

export const mistypedProperties: readonly ServerMutant[] = [
  value('sends ids as strings', 'listInvoices', 'data.*.id', number(String)),
  value('sends a total as a number', 'getInvoice', 'data.total', text(Number)),
  value('sends the amounts of payments as numbers', 'getInvoice', 'data.payments.*.amount', text(Number)),
  value('sends reply_count as a string', 'listTickets', 'data.*.reply_count', number(String)),
  value('sends the author of a reply as a string', 'getTicket', 'data.replies.*.author', always('Maya')),
  value('sends the number of rows as a string', 'listSubscriptions', 'meta.total', number(String)),
  value(
    'sends Unix seconds',
    'getTicket',
    'data.created_at',
    text(iso => Date.parse(iso) / 1000),
  ),
  value(
    'sends fractions of a second',
    'getMe',
    'data.created_at',
    text(iso => iso.replace('Z', '.000Z')),
  ),
  value(
    'sends +00:00 instead of Z',
    'listTickets',
    'data.*.updated_at',
    text(iso => iso.replace('Z', '+00:00')),
  ),
  value(
    'sends a due date with a time',
    INVOICES,
    'data.due_date',
    text(date => `${date}T00:00:00Z`),
  ),
  value(
    'sends a line period with a time',
    'getInvoice',
    'data.line_items.*.period_start',
    text(date => `${date} 00:00`),
  ),
  value(
    'sends a status in capitals',
    'listInvoices',
    'data.*.status',
    text(status => status.toUpperCase()),
  ),
  value(
    'sends an interval in the plural',
    'listSubscriptions',
    'data.*.interval',
    text(unit => `${unit}s`),
  ),
  value('sends a country of three letters', 'getInvoice', 'data.bill_to.address.country', always('DEU')),
  value(
    'sends a currency in lower case',
    'listSubscriptions',
    'data.*.currency',
    text(code => code.toLowerCase()),
  ),
  value('sends null for a ticket category', 'getTicket', 'data.category', always(null)),
  value('sends null for no payments', 'getInvoice', 'data.payments', given => (isEmpty(given) ? null : given)),
  value('sends an empty string for an open ticket’s closed_at', 'getTicket', 'data.closed_at', given => given ?? ''),
  value('sends false instead of null for resume_at', 'listSubscriptions', 'data.*.resume_at', given => given ?? false),
  value('sends replies as an object', 'getTicket', 'data.replies', given =>
    Object.fromEntries(Object.entries(given ?? {})),
  ),
  value(
    'sends a path instead of a URL for a PDF',
    'listInvoices',
    'data.*.pdf_url',
    text(url => new URL(url).pathname),
  ),
  value('sends a method that is not in the contract', 'getInvoice', 'data.payments.*.method', always('sepa')),
  value('sends an empty page as null', 'listInvoices', 'data', given => (isEmpty(given) ? null : given)),
]

function isEmpty(given: unknown): boolean {
  return Array.isArray(given) && given.length === 0
}
