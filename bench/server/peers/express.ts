/** express with express-openapi-validator, which reads the contract itself. */
import { fileURLToPath } from 'node:url'
import express, { type NextFunction, type Request, type Response } from 'express'
import * as OpenApiValidator from 'express-openapi-validator'
import { write } from '../work/database.ts'
import { admit, type Exchange, logRequest, receive, refuse } from '../work/exchange.ts'
import { createOnce } from '../work/idempotency.ts'
import { getInvoice, listInvoices } from '../work/invoices.ts'
import { login } from '../work/login.ts'
import { malformedBody, notFound, type Problem, validationFailed } from '../work/refusal.ts'
import { port } from '../work/settings.ts'
import { createTicket } from '../work/tickets.ts'
import type { Caller } from '../work/tokens.ts'
import { CONTRACT } from './contract.ts'

declare global {
  namespace Express {
    interface Request {
      exchange: Exchange
      caller: Caller
      rawBody: Buffer
    }
  }
}

const app = express()
app.disable('x-powered-by')
app.disable('etag')

app.use((request, response, next) => {
  request.exchange = receive(request.method, request.path, request.socket.remoteAddress)
  response.set(request.exchange.headers)
  next()
})

const operation = (name: string, isSecured: boolean) => (request: Request, response: Response, next: NextFunction) => {
  request.exchange.operation = name
  if (isSecured) {
    const { caller, headers } = admit(request.exchange, request.headers.authorization)
    request.caller = caller
    response.set(headers)
  }
  next()
}
app.get('/api/v1/invoices', operation('listInvoices', true))
app.get('/api/v1/invoices/:id', operation('getInvoice', true))
app.post('/api/v1/tickets', operation('createTicket', true))
app.post('/api/v1/auth/token', operation('createToken', false))

app.use(
  express.json({
    verify(request, _response, raw) {
      ;(request as Request).rawBody = raw
    },
  }),
)
app.use(OpenApiValidator.middleware({ apiSpec: fileURLToPath(CONTRACT), validateSecurity: false }))

app.get('/api/v1/invoices', ({ query, caller, exchange }, response) => {
  // In express 5 the validator's defaults and conversions do not reach `query`.
  const { status, per_page, page = 1 } = query as Record<string, string>
  const list = { status, per_page: Number(per_page ?? 15), page: Number(page), sentPerPage: per_page !== undefined }
  send(exchange, response, 200, listInvoices(caller, list, exchange.now))
})

app.get('/api/v1/invoices/:id', ({ params, caller, exchange }, response) => {
  send(exchange, response, 200, getInvoice(caller, Number(params.id), exchange.now))
})

app.post('/api/v1/tickets', (request, response) => {
  const { exchange, caller, body, rawBody: raw } = request
  const create = () => createTicket(caller, body, exchange.now)
  const key = request.get('Idempotency-Key')
  const created =
    key === undefined
      ? { ...write(create), isReplay: false }
      : createOnce(caller, { path: exchange.path, key, type: 'json', raw }, exchange.now, create)
  if (created.isReplay) response.set('Idempotent-Replayed', 'true')
  response.status(201).set('Location', created.location).type('json').send(created.body)
  logRequest(exchange, 201)
})

app.post('/api/v1/auth/token', async ({ body, exchange }, response) => {
  const { caller, body: sent } = await login(body, exchange.peer, exchange.now)
  exchange.caller = caller
  send(exchange, response, 200, sent)
})

function send(exchange: Exchange, response: Response, status: number, body: object): void {
  response.status(status).json(body)
  logRequest(exchange, status)
}

app.use((error: HttpError, { exchange }: Request, response: Response, _next: NextFunction) => {
  const refusal = refuse(toRefusal(error))
  response.status(refusal.status).set(refusal.headers).json(refusal.body)
  logRequest(exchange, refusal.status, refusal)
})

interface HttpError extends Error {
  status?: number
  type?: string
  errors?: { path: string; message: string; errorCode?: string }[]
}

function toRefusal(error: HttpError): Error {
  if (error.type === 'entity.parse.failed') return malformedBody()
  if (!Array.isArray(error.errors)) return error
  if (error.status === 404) return notFound()
  if (error.errors.some(({ path }) => path.startsWith('/params/'))) return notFound('Invoice')
  return validationFailed(error.errors.map(toProblem))
}

function toProblem({ path, message, errorCode = '' }: { path: string; message: string; errorCode?: string }): Problem {
  const field = path.split('/').at(-1) ?? ''
  const limit = Number(/\d+/.exec(message)?.[0])
  switch (errorCode.split('.')[0]) {
    case 'additionalProperties':
      return { field, rule: 'unknown' }
    case 'enum':
      return { field, rule: 'choice' }
    case 'minimum':
      return { field, rule: 'minimum', limit }
    case 'maximum':
      return { field, rule: 'maximum', limit }
    case 'maxLength':
      return { field, rule: 'maxLength', limit }
    case 'format':
      return { field, rule: 'format' }
    case 'type':
      return { field, rule: message.includes('integer') ? 'integer' : 'text' }
    default:
      return message.startsWith('Unknown query parameter') ? { field, rule: 'unknown' } : { field, rule: 'required' }
  }
}

app.listen({ port, host: '127.0.0.1', backlog: 4096 })
