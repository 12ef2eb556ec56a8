// Compiled by `npm run types`, never run: each line below a @ts-expect-error must not compile, and a similar line does.
import {
  type ApiError,
  type CreatedToken,
  createClient,
  createCoreClient,
  type Error as ErrorBody,
  type Invoice,
  type InvoicePage,
  type InvoiceStatusInput,
  isApiError,
  type Subscription,
  type Ticket,
  type TicketDetail,
} from '@clustrix/client'
import type { Equal } from './equal.ts'

const api = createClient({ baseUrl: 'http://127.0.0.1:3000' })
const path = { id: 106 }

// A check of the status narrows body and headers.
const invoices = await api.GET('/api/v1/invoices')
if (invoices.status === 200) {
  const page: InvoicePage = invoices.data
  const left: number = invoices.headers['X-RateLimit-Remaining']
  void [page, left]
  // @ts-expect-error only 429 has this header
  invoices.headers['X-RateLimit-Reset']
  // @ts-expect-error no file
  invoices.fileName satisfies string
}
if (invoices.status === 422) {
  const errors: Record<string, string[]> = invoices.error.errors
  const none: undefined = invoices.data
  void [errors, none]
}
if (invoices.status === 429) {
  const seconds: number = invoices.headers['Retry-After']
  const left: number = invoices.headers['X-RateLimit-Remaining']
  void [seconds, left]
}
// @ts-expect-error listInvoices does not declare 404
if (invoices.status === 404) void invoices
// @ts-expect-error data may be undefined before a check
void invoices.data.data

// So does a check of `error`, also after destructuring.
const { data, error, status } = await api.GET('/api/v1/invoices/{id}', { params: { path } })
if (error) {
  const code: ErrorBody['code'] = error.code
  const none: undefined = data
  void [code, none]
} else {
  const total: string = data.data.total
  const ok: 200 = status
  void [total, ok]
}

// A PDF is a Blob with its file name, or unchanged.
const pdf = await api.GET('/api/v1/invoices/{id}/pdf', { params: { path } })
if (pdf.status === 200) {
  const blob: Blob = pdf.data
  const name: string | undefined = pdf.fileName
  const etag: string = pdf.headers.ETag
  void [blob, name, etag]
}
if (pdf.status === 304) {
  const neither: [undefined, undefined] = [pdf.data, pdf.error]
  void neither
}

// `orThrow` has only successes.
const thrown = await api.orThrow.GET('/api/v1/invoices/{id}/pdf', { params: { path } })
export const always: [Equal<typeof thrown.status, 200>, Equal<typeof thrown.data, Blob>] = [true, true]
const created = await api.orThrow.POST('/api/v1/tickets', { body: { subject: 'Disk full', body: 'On web-3.' } })
const location: string = created.headers.Location
const replayed: 'true' | undefined = created.headers['Idempotent-Replayed']
// @ts-expect-error only a replay has it
created.headers['Idempotent-Replayed'].length
const detail: TicketDetail = created.data.data
const token: CreatedToken = await api.login({ email: 'you@company.com', password: 'correct' })
void [location, replayed, detail, token]

// The type that parseAs sets.
const stream: ReadableStream<Uint8Array> | null = (
  await api.orThrow.GET('/api/v1/invoices/{id}/pdf', { params: { path }, parseAs: 'stream' })
).data
const text: string = (await api.orThrow.GET('/api/v1/me', { parseAs: 'text' })).data
// @ts-expect-error without parseAs it is JSON
await api.GET('/api/v1/me', { parseAs: 'json5' })
void [stream, text]

// Rows and pages.
for await (const ticket of api.items('/api/v1/tickets', { params: { query: { status: 'open' } } })) {
  const row: Ticket = ticket
  void row
}
for await (const page of api.pages('/api/v1/subscriptions')) {
  const rows: Subscription[] = page.data
  const next: string | null = page.links.next
  void [rows, next]
}
// @ts-expect-error not a list
api.items('/api/v1/me')
// @ts-expect-error a query key that is not in the contract
api.pages('/api/v1/invoices', { params: { query: { stauts: 'paid' } } })
// @ts-expect-error the core client has no pages
createCoreClient({ baseUrl: 'http://127.0.0.1:3000' }).items

// A status may be one that this version does not know, so a switch needs a default.
export function withDefault(invoice: Invoice): string {
  switch (invoice.status) {
    case 'paid':
    case 'refunded':
    case 'void':
      return 'settled'
    case 'unpaid':
    case 'partially_paid':
    case 'overdue':
      return 'open'
    default:
      return invoice.status
  }
}
// @ts-expect-error all listed statuses, but no default
export function withoutDefault(invoice: Invoice): string {
  switch (invoice.status) {
    case 'paid':
    case 'refunded':
    case 'void':
      return 'settled'
    case 'unpaid':
    case 'partially_paid':
    case 'overdue':
      return 'open'
  }
}
// @ts-expect-error a label for each listed status is not one for every status
export const labelOf = (invoice: Invoice): string => LABELS[invoice.status]
declare const LABELS: Record<InvoiceStatusInput, string>
// An interval is always one of those listed.
export function daysOf({ interval }: Subscription): number {
  switch (interval) {
    case 'day':
      return 1
    case 'week':
      return 7
    case 'month':
      return 30
    case 'year':
      return 365
  }
}

// Type guards.
export function read(caught: unknown): void {
  if (isApiError(caught)) {
    const seen: ApiError = caught
    const seconds: number | undefined = caught.retryAfter
    void [seen, seconds]
  }
  if (isApiError(caught, 'rate_limited')) {
    const code: 'rate_limited' = caught.code
    void code
  }
  if (isApiError(caught) && caught.code === 'a_code_that_was_added_later') void caught.message
  // @ts-expect-error a code that does not exist
  isApiError(caught, 'ratelimited')
  // @ts-expect-error unknown before the guard
  caught.status
}
