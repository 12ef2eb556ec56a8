/** @hono/zod-openapi on @hono/node-server, as their documentation shows them. */
import { serve } from '@hono/node-server'
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { write } from '../work/database.ts'
import { admit, type Exchange, logRequest, receive, refuse } from '../work/exchange.ts'
import { type Created, createOnce } from '../work/idempotency.ts'
import { getInvoice, INVOICE_STATUSES, listInvoices } from '../work/invoices.ts'
import { login } from '../work/login.ts'
import { malformedBody, notFound, type Problem, validationFailed } from '../work/refusal.ts'
import { port } from '../work/settings.ts'
import { CATEGORIES, createTicket, PRIORITIES } from '../work/tickets.ts'
import type { Caller } from '../work/tokens.ts'

interface Env {
  Bindings: { incoming: { socket: { remoteAddress?: string } } }
  Variables: { exchange: Exchange; caller: Caller }
}

const integer = (limit: number) =>
  z
    .string()
    .regex(/^(0|[1-9]\d{0,15})$/)
    .transform(Number)
    .pipe(z.int().min(1).max(limit))
const text = (limit: number) => z.string().max(limit).trim().min(1)
const json = (schema: z.ZodType) => ({ content: { 'application/json': { schema } }, description: '' })

const list = createRoute({
  operationId: 'listInvoices',
  method: 'get',
  path: '/api/v1/invoices',
  request: {
    query: z.strictObject({
      status: z.enum(INVOICE_STATUSES).optional(),
      per_page: integer(100).optional(),
      page: integer(2_147_483_647).default(1),
    }),
  },
  responses: { 200: json(z.looseObject({})) },
})
const detail = createRoute({
  operationId: 'getInvoice',
  method: 'get',
  path: '/api/v1/invoices/{id}',
  request: { params: z.object({ id: integer(Number.MAX_SAFE_INTEGER) }) },
  responses: { 200: json(z.looseObject({})) },
})
const create = createRoute({
  operationId: 'createTicket',
  method: 'post',
  path: '/api/v1/tickets',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            subject: text(255),
            body: text(20_000),
            priority: z.enum(PRIORITIES).nullish(),
            category: z.enum(CATEGORIES).nullish(),
          }),
        },
      },
    },
  },
  responses: { 201: json(z.looseObject({})) },
})
const token = createRoute({
  operationId: 'createToken',
  method: 'post',
  path: '/api/v1/auth/token',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({ email: z.email(), password: z.string().min(1), name: text(255).nullish() }),
        },
      },
    },
  },
  responses: { 200: json(z.looseObject({})) },
})

const app = new OpenAPIHono<Env>({
  defaultHook(result) {
    if (result.success) return
    if (result.target === 'param') throw notFound('Invoice')
    throw validationFailed(result.error.issues.flatMap(toProblems))
  },
})

app.use(async (c, next) => {
  const exchange = receive(c.req.method, c.req.path, c.env.incoming.socket.remoteAddress)
  c.set('exchange', exchange)
  for (const [name, value] of Object.entries(exchange.headers)) c.header(name, value)
  await next()
  logRequest(exchange, c.res.status, c.error && toRefusal(c.error))
})
for (const { operationId, path } of [list, detail, create]) {
  app.use(path.replace('{id}', ':id'), async (c, next) => {
    c.var.exchange.operation = operationId
    const { caller, headers } = admit(c.var.exchange, c.req.header('Authorization'))
    c.set('caller', caller)
    for (const [name, value] of Object.entries(headers)) c.header(name, value)
    await next()
  })
}

app.openapi(list, c => {
  const { per_page, ...query } = c.req.valid('query')
  const page = { ...query, per_page: per_page ?? 15, sentPerPage: per_page !== undefined }
  return c.json(listInvoices(c.var.caller, page, c.var.exchange.now), 200)
})
app.openapi(detail, c => c.json(getInvoice(c.var.caller, c.req.valid('param').id, c.var.exchange.now), 200))
app.openapi(create, async c => {
  const { caller, exchange } = c.var
  const work = () => createTicket(caller, c.req.valid('json'), exchange.now)
  const key = c.req.header('Idempotency-Key')
  const created: Created =
    key === undefined
      ? write(work)
      : createOnce(caller, { path: exchange.path, key, type: 'json', raw: await c.req.text() }, exchange.now, work)
  if (created.isReplay) c.header('Idempotent-Replayed', 'true')
  c.header('Location', created.location)
  c.header('Content-Type', 'application/json')
  return c.body(created.body, 201) as never
})
app.openapi(token, async c => {
  const { exchange } = c.var
  exchange.operation = token.operationId
  const { caller, body } = await login(c.req.valid('json'), exchange.peer, exchange.now)
  exchange.caller = caller
  return c.json(body, 200)
})

app.notFound(() => {
  throw notFound()
})
app.onError((error, c) => {
  const refusal = toRefusal(error)
  for (const [name, value] of Object.entries(refusal.headers)) c.header(name, value)
  return c.json(refusal.body, refusal.status as 400)
})

const toRefusal = (error: Error) => ('status' in error && error.status === 400 ? malformedBody() : refuse(error))

function toProblems(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map(field => ({ field, rule: 'unknown' }))
  return [{ field: String(issue.path[0]), ...ruleOf(issue) }]
}

function ruleOf(issue: z.core.$ZodIssue): Omit<Problem, 'field'> {
  switch (issue.code) {
    case 'invalid_value':
      return { rule: 'choice' }
    case 'too_small':
      return issue.origin === 'string' ? { rule: 'required' } : { rule: 'minimum', limit: Number(issue.minimum) }
    case 'too_big':
      return { rule: issue.origin === 'string' ? 'maxLength' : 'maximum', limit: Number(issue.maximum) }
    case 'invalid_format':
      return { rule: issue.format === 'email' ? 'format' : 'integer' }
    default:
      return { rule: issue.input === undefined ? 'required' : 'text' }
  }
}

serve({ fetch: app.fetch, port, hostname: '127.0.0.1' })
