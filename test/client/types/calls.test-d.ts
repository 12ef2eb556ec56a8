// Compiled by `npm run types`, never run: each line below a @ts-expect-error must not compile, and a similar line does.
import { createClient } from '@clustrix/client'

const api = createClient({ baseUrl: 'http://127.0.0.1:3000', token: '2|abc123xyz...' })
const path = { id: 106 }
const login = { email: 'you@company.com', password: 'correct horse battery staple' }
const ticket = { subject: 'Disk full', body: 'On web-3.' }

// createToken
await api.POST('/api/v1/auth/token', { body: login })
// @ts-expect-error a body is required
await api.POST('/api/v1/auth/token')
// @ts-expect-error a field that is not in the contract
await api.POST('/api/v1/auth/token', { body: { ...login, nmae: 'Nightly' } })
// @ts-expect-error another method
await api.GET('/api/v1/auth/token')
await api.login({ ...login, name: 'Nightly' })
// @ts-expect-error the password is required
await api.login({ email: 'you@company.com' })

await api.POST('/api/v1/auth/token', { body: new URLSearchParams(login) })

// revokeToken
await api.POST('/api/v1/auth/revoke')
// @ts-expect-error it has no body
await api.POST('/api/v1/auth/revoke', { body: { token: '2|abc' } })
// @ts-expect-error nor a form
await api.POST('/api/v1/auth/revoke', { body: new URLSearchParams() })

// getMe
await api.GET('/api/v1/me')
// @ts-expect-error a path that is not in the contract
await api.GET('/api/v1/mee')

// listInvoices
await api.GET('/api/v1/invoices', { params: { query: { status: 'overdue', per_page: 100 } } })
// @ts-expect-error a query key that is not in the contract
await api.GET('/api/v1/invoices', { params: { query: { stauts: 'paid' } } })
// @ts-expect-error a status that is not in the contract
await api.GET('/api/v1/invoices', { params: { query: { status: 'payed' } } })
// @ts-expect-error per_page is a number
await api.GET('/api/v1/invoices', { params: { query: { per_page: '100' } } })

// getInvoice
await api.GET('/api/v1/invoices/{id}', { params: { path } })
// @ts-expect-error the ID is required
await api.GET('/api/v1/invoices/{id}')
// @ts-expect-error the ID is required
await api.GET('/api/v1/invoices/{id}', { params: { path: {} } })

// getInvoicePdf
await api.GET('/api/v1/invoices/{id}/pdf', { params: { path, header: { 'If-None-Match': '"a"' } } })
// @ts-expect-error a header that is not in the contract
await api.GET('/api/v1/invoices/{id}/pdf', { params: { path, header: { 'If-Match': '"a"' } } })

// listTickets
await api.GET('/api/v1/tickets', { params: { query: { status: 'on_hold' } } })
// @ts-expect-error the status of an invoice
await api.GET('/api/v1/tickets', { params: { query: { status: 'overdue' } } })

// getTicket
await api.GET('/api/v1/tickets/{id}', { params: { path } })
// @ts-expect-error the ID is a number
await api.GET('/api/v1/tickets/{id}', { params: { path: { id: '106' } } })

// createTicket
await api.POST('/api/v1/tickets', {
  params: { header: { 'Idempotency-Key': 'a' } },
  body: { ...ticket, priority: 'high' },
})
// @ts-expect-error a body without a required field
await api.POST('/api/v1/tickets', { body: { subject: 'Disk full' } })
// @ts-expect-error a priority that is not in the contract
await api.POST('/api/v1/tickets', { body: { ...ticket, priority: 'higher' } })

// replyToTicket
await api.POST('/api/v1/tickets/{id}/reply', { params: { path }, body: { body: 'Solved.' } })
// @ts-expect-error a body is required
await api.POST('/api/v1/tickets/{id}/reply', { params: { path } })

// listSubscriptions
await api.GET('/api/v1/subscriptions', { params: { query: { status: 'paused' } } })
// @ts-expect-error it has no sort
await api.GET('/api/v1/subscriptions', { params: { query: { sort: 'name' } } })

// pauseSubscription
await api.POST('/api/v1/subscriptions/{id}/pause', { params: { path } })
await api.POST('/api/v1/subscriptions/{id}/pause', { params: { path }, body: { resume_at: '2027-01-31' } })
// @ts-expect-error a field that is not in the contract
await api.POST('/api/v1/subscriptions/{id}/pause', { params: { path }, body: { until: '2027-01-31' } })

// resumeSubscription
await api.POST('/api/v1/subscriptions/{id}/resume', { params: { path } })
// @ts-expect-error it has no body
await api.POST('/api/v1/subscriptions/{id}/resume', { params: { path }, body: {} })

// cancelSubscription
await api.POST('/api/v1/subscriptions/{id}/cancel', { params: { path }, body: { reason: 'Too dear.' } })
// @ts-expect-error the reason is a string
await api.POST('/api/v1/subscriptions/{id}/cancel', { params: { path }, body: { reason: 5 } })

// Options of any call.
await api.GET('/api/v1/me', {
  signal: AbortSignal.timeout(1),
  maxRetries: 0,
  headers: { 'X-Trace': 'a' },
  cache: 'no-store',
})
// @ts-expect-error an option that does not exist
await api.GET('/api/v1/me', { retries: 0 })
const other = { baseUrl: 'http://127.0.0.1:3001' }
// @ts-expect-error an option of the client only, also in an object that is not written here
await api.GET('/api/v1/me', other)
// @ts-expect-error a hook is an option of the client only
await api.GET('/api/v1/me', { onRetry: () => {} })
// @ts-expect-error a method that the contract does not use
await api.DELETE('/api/v1/me')
// @ts-expect-error an option that does not exist
createClient({ baseUrl: 'http://127.0.0.1:3000', retries: 0 })
// @ts-expect-error baseUrl is required
createClient({})
