/** fastify with schemas for requests and responses, as its documentation recommends. */
import fastify, { type FastifyError, type FastifySchemaValidationError } from 'fastify'
import { write } from '../work/database.ts'
import { admit, type Exchange, logRequest, receive, refuse } from '../work/exchange.ts'
import { createOnce } from '../work/idempotency.ts'
import { getInvoice, INVOICE_STATUSES, listInvoices } from '../work/invoices.ts'
import { type Credentials, login } from '../work/login.ts'
import { malformedBody, notFound, type Problem, Refusal, validationFailed } from '../work/refusal.ts'
import { port } from '../work/settings.ts'
import { CATEGORIES, createTicket, type NewTicket, PRIORITIES } from '../work/tickets.ts'
import type { Caller } from '../work/tokens.ts'
import { schema } from './contract.ts'

declare module 'fastify' {
  interface FastifyRequest {
    exchange: Exchange
    caller: Caller
    rawBody: string
    refusal: Refusal | undefined
  }
  interface FastifyContextConfig {
    operation?: string
  }
}

const app = fastify({
  ajv: { customOptions: { removeAdditional: false, strict: false } },
  // The schemas of the contract have keywords of their own.
  serializerOpts: { ajv: { strict: false } },
})

const object = (required: string[], properties: object) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
})
const integer = (maximum: number) => ({ type: 'integer', minimum: 1, maximum })
const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength, pattern: '\\S' })
const optional = (values: readonly string[]) => ({ enum: [...values, null] })

const parseJson = app.getDefaultJsonParser('error', 'error')
app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
  request.rawBody = String(body)
  void parseJson(request, String(body), done)
})

app.addHook('onRequest', async (request, reply) => {
  const path = request.url.split('?', 1)[0] ?? ''
  request.exchange = receive(request.method, path, request.socket.remoteAddress)
  request.exchange.operation = request.routeOptions.config.operation
  reply.headers(request.exchange.headers)
})
app.addHook('onResponse', async (request, reply) => logRequest(request.exchange, reply.statusCode, request.refusal))

const secured = (operation: string) => ({
  config: { operation },
  async onRequest(request: { exchange: Exchange; caller: Caller; headers: { authorization?: string } }, reply: Reply) {
    const { caller, headers } = admit(request.exchange, request.headers.authorization)
    request.caller = caller
    reply.headers(headers)
  },
})
interface Reply {
  headers(values: Record<string, string>): unknown
}

app.get<{ Querystring: { status?: string; per_page?: number; page: number } }>(
  '/api/v1/invoices',
  {
    ...secured('listInvoices'),
    schema: {
      querystring: object([], {
        status: { type: 'string', enum: INVOICE_STATUSES },
        per_page: integer(100),
        page: { ...integer(2_147_483_647), default: 1 },
      }),
      response: { 200: schema('InvoicePage') },
    },
  },
  async ({ query: { status, per_page, page }, caller, exchange }) =>
    listInvoices(caller, { status, page, per_page: per_page ?? 15, sentPerPage: per_page !== undefined }, exchange.now),
)

app.get<{ Params: { id: number } }>(
  '/api/v1/invoices/:id',
  {
    ...secured('getInvoice'),
    schema: {
      params: object(['id'], { id: integer(Number.MAX_SAFE_INTEGER) }),
      response: { 200: schema('InvoiceEnvelope') },
    },
  },
  async ({ params, caller, exchange }) => getInvoice(caller, params.id, exchange.now),
)

app.post<{ Body: NewTicket }>(
  '/api/v1/tickets',
  {
    ...secured('createTicket'),
    schema: {
      body: object(['subject', 'body'], {
        subject: text(255),
        body: text(20_000),
        priority: optional(PRIORITIES),
        category: optional(CATEGORIES),
      }),
    },
  },
  async (request, reply) => {
    const { caller, exchange, body, rawBody: raw } = request
    const create = () => createTicket(caller, body, exchange.now)
    const key = request.headers['idempotency-key']
    const created =
      typeof key === 'string'
        ? createOnce(caller, { path: exchange.path, key, type: 'json', raw }, exchange.now, create)
        : { ...write(create), isReplay: false }
    if (created.isReplay) reply.header('Idempotent-Replayed', 'true')
    return reply.code(201).header('Location', created.location).type('application/json').send(created.body)
  },
)

app.post<{ Body: Credentials }>(
  '/api/v1/auth/token',
  {
    config: { operation: 'createToken' },
    schema: {
      body: object(['email', 'password'], {
        email: { type: 'string', format: 'email', maxLength: 254 },
        password: { type: 'string', minLength: 1, maxLength: 1024 },
        name: { type: ['string', 'null'], maxLength: 255 },
      }),
    },
  },
  async ({ body, exchange }) => {
    const { caller, body: sent } = await login(body, exchange.peer, exchange.now)
    exchange.caller = caller
    return sent
  },
)

app.setNotFoundHandler(() => {
  throw notFound()
})
app.setErrorHandler<FastifyError>((error, request, reply) => {
  const refusal = refuse(toRefusal(error))
  request.refusal = refusal
  return reply.code(refusal.status).headers(refusal.headers).send(refusal.body)
})

function toRefusal(error: FastifyError): Error {
  if (error.validationContext === 'params') return notFound('Invoice')
  if (error.validation) return validationFailed(error.validation.map(toProblem))
  const isMalformed = !(error instanceof Refusal) && error.statusCode === 400
  return isMalformed ? malformedBody() : error
}

function toProblem({ keyword, instancePath, params }: FastifySchemaValidationError): Problem {
  const field = instancePath.slice(1)
  const limit = Number(params.limit)
  switch (keyword) {
    case 'additionalProperties':
      return { field: String(params.additionalProperty), rule: 'unknown' }
    case 'required':
      return { field: String(params.missingProperty), rule: 'required' }
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
      return { field, rule: params.type === 'integer' ? 'integer' : 'text' }
    default:
      return { field, rule: 'required' }
  }
}

await app.listen({ port, host: '127.0.0.1' })
