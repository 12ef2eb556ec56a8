// Compiled by `npm run types` but never run: each @ts-expect-error marks an error that must not compile. An extra property compiles
// where TypeScript does not check for excess properties; the response check finds it (response-check.test.ts).

import type { routes } from '../../../server/generated/routes.gen.ts'
import type { Handler, HandlerResponse, Handlers } from '../../../server/http/handler-types.ts'

type Routes = typeof routes
type Auth = Handlers['auth']

declare const auth: Auth
declare const all: Handlers

const { getMe: _getMe, ...withoutGetMe } = auth
// @ts-expect-error an operation without a handler
export const missingOperation: Auth = withoutGetMe

const { tickets: _tickets, ...withoutTickets } = all
// @ts-expect-error a tag without handlers
export const missingTag: Handlers = withoutTickets

export const extraOperation: Auth = {
  ...auth,
  // @ts-expect-error a handler for an operation that is not in the contract
  deleteToken: auth.revokeToken,
}

export const extraTag: Handlers = {
  ...all,
  // @ts-expect-error handlers for a tag that is not in the contract
  quotes: all.tickets,
}

type Revoke = Handler<Routes['auth']['revokeToken']>
export const declared: Revoke = () => ({ status: 200, body: { message: 'Token revoked.' } })
// @ts-expect-error a status the operation does not declare
export const undeclaredStatus: Revoke = () => ({ status: 201, body: { message: 'Token revoked.' } })
// @ts-expect-error a property of the wrong type
export const wrongProperty: Revoke = () => ({ status: 200, body: { message: 200 } })
// @ts-expect-error a missing property
export const missingProperty: Revoke = () => ({ status: 200, body: {} })
// @ts-expect-error an error body with a code that is not declared
export const wrongCode: Revoke = () => ({ status: 500, body: { message: 'Server Error', code: 'oops' } })

type Pdf = HandlerResponse<Routes['invoices']['getInvoicePdf']>
const headers = {
  ETag: '"1"',
  'Cache-Control': 'private, no-cache',
  'Content-Disposition': 'attachment; filename="A.pdf"',
} as const
const body = new Uint8Array()
export const document: Pdf = { status: 200, headers, body }
// @ts-expect-error an undeclared status next to a PDF
export const teapot: Pdf = { status: 418, headers, body }
// @ts-expect-error JSON where a PDF is declared
export const json: Pdf = { status: 200, headers, body: { message: 'not a PDF' } }
// @ts-expect-error a PDF where an error is declared
export const pdfError: Pdf = { status: 404, body }
// @ts-expect-error a missing declared header of a PDF
export const missingEtag: Pdf = {
  status: 200,
  headers: { 'Cache-Control': 'private, no-cache', 'Content-Disposition': 'x' },
  body,
}
// @ts-expect-error a body on 304, which declares none
export const bodyOn304: Pdf = { status: 304, headers: { ETag: '"1"', 'Cache-Control': 'private, no-cache' }, body }

type Created = HandlerResponse<Routes['tickets']['createTicket']>
declare const ticket: Extract<Created, { status: 201 }>['body']
export const located: Created = {
  status: 201,
  headers: { Location: 'http://127.0.0.1/api/v1/tickets/1' },
  body: ticket,
}
// @ts-expect-error a missing declared header
export const unlocated: Created = { status: 201, body: ticket }
// @ts-expect-error a header that only mount may add
export const counted: Created = { status: 201, headers: { Location: 'x', 'X-RateLimit-Limit': 60 }, body: ticket }
