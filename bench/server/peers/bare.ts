/** node:http alone, with a router, validation and responses by hand: the baseline. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { write } from '../work/database.ts'
import { admit, type Exchange, logRequest, receive, refuse } from '../work/exchange.ts'
import { type Created, createOnce } from '../work/idempotency.ts'
import { getInvoice, INVOICE_STATUSES, listInvoices } from '../work/invoices.ts'
import { type Credentials, login } from '../work/login.ts'
import type { PageQuery } from '../work/pages.ts'
import { malformedBody, notFound, type Problem, validationFailed } from '../work/refusal.ts'
import { port } from '../work/settings.ts'
import { CATEGORIES, createTicket, type NewTicket, PRIORITIES } from '../work/tickets.ts'

const server = createServer(async (incoming, outgoing) => {
  const url = incoming.url ?? '/'
  const question = url.indexOf('?')
  const path = question === -1 ? url : url.slice(0, question)
  const query = question === -1 ? '' : url.slice(question + 1)
  const exchange = receive(incoming.method ?? 'GET', path, incoming.socket.remoteAddress)
  try {
    await handle(exchange, incoming, outgoing, query)
  } catch (error) {
    const refusal = refuse(error)
    Object.assign(exchange.headers, refusal.headers)
    send(outgoing, exchange, refusal.status, JSON.stringify(refusal.body))
    logRequest(exchange, refusal.status, refusal)
  }
})
server.listen({ port, host: '127.0.0.1', backlog: 4096 })

async function handle(exchange: Exchange, incoming: IncomingMessage, outgoing: ServerResponse, query: string) {
  const { method, path, now } = exchange
  const succeed = (status: number, body: string) => {
    send(outgoing, exchange, status, body)
    logRequest(exchange, status)
  }
  const secure = () => {
    const { caller, headers } = admit(exchange, incoming.headers.authorization)
    Object.assign(exchange.headers, headers)
    return caller
  }
  if (method === 'GET' && path === '/api/v1/invoices') {
    exchange.operation = 'listInvoices'
    const caller = secure()
    return succeed(200, JSON.stringify(listInvoices(caller, pageQuery(query), now)))
  }
  if (method === 'GET' && path.startsWith('/api/v1/invoices/')) {
    exchange.operation = 'getInvoice'
    const caller = secure()
    return succeed(200, JSON.stringify(getInvoice(caller, pathId(path), now)))
  }
  if (method === 'POST' && path === '/api/v1/tickets') {
    exchange.operation = 'createTicket'
    const caller = secure()
    const raw = await readBody(incoming)
    const create = () => createTicket(caller, newTicket(parseObject(raw)), now)
    const key = incoming.headers['idempotency-key']
    const created: Created =
      typeof key === 'string' ? createOnce(caller, { path, key, type: 'json', raw }, now, create) : write(create)
    exchange.headers.Location = created.location
    if (created.isReplay) exchange.headers['Idempotent-Replayed'] = 'true'
    return succeed(201, created.body)
  }
  if (method === 'POST' && path === '/api/v1/auth/token') {
    exchange.operation = 'createToken'
    const { caller, body } = await login(credentials(parseObject(await readBody(incoming))), exchange.peer, now)
    exchange.caller = caller
    return succeed(200, JSON.stringify(body))
  }
  throw notFound()
}

function send(outgoing: ServerResponse, { headers }: Exchange, status: number, body: string): void {
  headers['Content-Type'] = 'application/json'
  headers['Content-Length'] = String(Buffer.byteLength(body))
  outgoing.writeHead(status, headers).end(body)
}

function pathId(path: string): number {
  const id = path.slice('/api/v1/invoices/'.length)
  if (!isInteger(id) || id === '0') throw notFound('Invoice')
  return Number(id)
}

const isInteger = (text: string) => /^(0|[1-9]\d{0,15})$/.test(text)

function pageQuery(text: string): PageQuery {
  const sent = new Map<string, string>()
  const problems: Problem[] = []
  for (const [field, value] of new URLSearchParams(text)) {
    if (!['status', 'per_page', 'page'].includes(field)) problems.push({ field, rule: 'unknown' })
    if (value !== '') sent.set(field, value.trim())
  }
  const status = sent.get('status')
  if (status !== undefined && !(INVOICE_STATUSES as readonly string[]).includes(status)) {
    problems.push({ field: 'status', rule: 'choice' })
  }
  const integer = (field: string, otherwise: number, limit: number): number => {
    const value = sent.get(field)
    if (value === undefined) return otherwise
    const number = Number(value)
    if (!isInteger(value)) problems.push({ field, rule: 'integer' })
    else if (number < 1) problems.push({ field, rule: 'minimum', limit: 1 })
    else if (number > limit) problems.push({ field, rule: 'maximum', limit })
    return number
  }
  const per_page = integer('per_page', 15, 100)
  const page = integer('page', 1, 2_147_483_647)
  if (problems.length > 0) throw validationFailed(problems)
  return { status, per_page, page, sentPerPage: sent.has('per_page') }
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

function parseObject(raw: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(raw.toString())
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {}
  throw malformedBody()
}

/** Checks the fields of a body and returns them trimmed. */
function createBodyCheck(rules: Record<string, (value: unknown) => Omit<Problem, 'field'> | undefined>) {
  return (body: Record<string, unknown>): Record<string, unknown> => {
    const problems: Problem[] = []
    for (const [field, check] of Object.entries(rules)) {
      const problem = check(body[field])
      if (problem) problems.push({ field, ...problem })
    }
    for (const field of Object.keys(body)) if (!(field in rules)) problems.push({ field, rule: 'unknown' })
    if (problems.length > 0) throw validationFailed(problems)
    return Object.fromEntries(
      Object.entries(body).map(([field, value]) => [field, typeof value === 'string' ? value.trim() : value]),
    )
  }
}

const text = (limit: number) => (value: unknown) => {
  if (value === undefined) return { rule: 'required' as const }
  if (typeof value !== 'string' || !value.isWellFormed()) return { rule: 'text' as const }
  if (value.trim() === '') return { rule: 'required' as const }
  return value.length > limit ? { rule: 'maxLength' as const, limit } : undefined
}
const optional = (check: ReturnType<typeof text>) => (value: unknown) => (value == null ? undefined : check(value))
const choice = (values: readonly string[]) => (value: unknown) =>
  value == null || values.includes(String(value)) ? undefined : { rule: 'choice' as const }

const newTicket = createBodyCheck({
  subject: text(255),
  body: text(20_000),
  priority: choice(PRIORITIES),
  category: choice(CATEGORIES),
}) as (body: Record<string, unknown>) => NewTicket & Record<string, unknown>

const credentials = createBodyCheck({
  email: text(254),
  password: text(1024),
  name: optional(text(255)),
}) as unknown as (body: Record<string, unknown>) => Credentials
