// Compiled by `npm run types`, never run: each @ts-expect-error is a line that must not compile.
import { createClient } from '../../client/src/index.ts'

const api = createClient({ baseUrl: 'http://127.0.0.1:3000', token: '2|abc123xyz...' })

// @ts-expect-error a path the contract does not have
await api.GET('/api/v1/invoice')

// @ts-expect-error a query key the contract does not have
await api.GET('/api/v1/invoices', { params: { query: { stauts: 'paid' } } })

// @ts-expect-error a status the contract does not have
await api.GET('/api/v1/invoices', { params: { query: { status: 'payed' } } })

// @ts-expect-error a body without a required field
await api.POST('/api/v1/tickets', { body: { subject: 'Disk full' } })

const { data } = await api.GET('/api/v1/invoices/{id}/pdf', { params: { path: { id: 106 } }, parseAs: 'blob' })
export const pdf: Blob | undefined = data
