import type { RouteConfig, z } from '@hono/zod-openapi'
import { getPath } from 'hono/utils/url'
import { routes } from '../generated/routes.gen.ts'
import { Error as ErrorSchema } from '../generated/schemas.gen.ts'
import type { Bindings } from '../http/context.ts'
import { serverError } from '../http/errors.ts'
import { commonHeaders } from '../http/respond.ts'
import type { Log } from '../log.ts'

type Answer = (request: Request, env: Bindings) => Promise<Response>

interface Declared {
  content?: Record<string, { schema: z.ZodType }>
  headers?: z.ZodObject
}

interface CheckedRoute {
  method: string
  path: RegExp
  responses: Record<string, Declared>
}

/**
 * Wraps the app from outside and holds every answer against the contract: status declared, media type, body without
 * undeclared properties, required headers; 404, 405 and other answers outside any operation against the error schema.
 * A violation is logged and answered by a fresh 500, so that nobody builds on it.
 * @param beside paths that the server answers beside the contract
 */
export function checkResponses(answer: Answer, beside: readonly string[], log: Log): Answer {
  const checked = Object.values(routes).flatMap(group => Object.values<RouteConfig>(group).map(toChecked))

  return async (request, env) => {
    const response = await answer(request, env)
    // As the router reads it: a path may be percent-encoded.
    const path = getPath(request)
    if (beside.includes(path)) return response
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const route = checked.find(candidate => candidate.method === method && candidate.path.test(path))
    const violation = await findViolation(response.clone(), route, request.method)
    if (violation === undefined) return response
    log({ level: 'error', event: 'contract_violation', request_id: env.requestId, error: violation })
    const error = serverError()
    const headers = {
      'Content-Type': 'application/json',
      ...commonHeaders(env.requestId),
      ...corsOf(response.headers),
    }
    return new Response(request.method === 'HEAD' ? null : JSON.stringify(error.body), {
      status: error.status,
      headers,
    })
  }
}

/** Without these a browser program would be told of a CORS error instead of the 500. */
const corsOf = (headers: Headers) =>
  Object.fromEntries([...headers].filter(([name]) => name === 'vary' || name.startsWith('access-control-')))

function toChecked(route: RouteConfig): CheckedRoute {
  const pattern = route.path.replaceAll(/[.]/g, '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+')
  return {
    method: route.method.toUpperCase(),
    path: new RegExp(`^${pattern}$`),
    responses: route.responses as Record<string, Declared>,
  }
}

/** @returns what is wrong with an answer, in one line */
async function findViolation(
  response: Response,
  route: CheckedRoute | undefined,
  method: string,
): Promise<string | undefined> {
  const { status, headers } = response
  if (!route) return outsideContract(response, method)
  const declared = route.responses[status]
  if (!declared) return `status ${status} is not declared`
  const headerError = declared.headers && checkHeaders(declared.headers, headers)
  if (headerError) return `status ${status}: ${headerError}`
  const type = headers.get('content-type')?.split(';')[0]
  if (!declared.content) return type ? `status ${status}: a body is not declared` : undefined
  const schema = declared.content[type ?? '']?.schema
  if (!schema) return `status ${status}: media type ${type} is not declared`
  if (method === 'HEAD') return undefined
  const body = type === 'application/json' ? await readJson(response) : new Uint8Array(await response.arrayBuffer())
  return checkValue(schema, body, `status ${status}: body`)
}

/** What may be answered where there is no operation: 404, 405 and OPTIONS with Allow, 500 and 503. */
async function outsideContract(response: Response, method: string): Promise<string | undefined> {
  const { status, headers } = response
  const isOptions = status === 204 && method === 'OPTIONS'
  if (!isOptions && ![404, 405, 500, 503].includes(status)) return `status ${status} outside any operation`
  const required = ['x-request-id', ...(isOptions || status === 405 ? ['allow'] : [])]
  const missing = required.find(name => !headers.has(name))
  if (missing) return `status ${status}: header ${missing} is missing`
  if (headers.get('cache-control') !== 'no-store') return `status ${status}: Cache-Control is not no-store`
  if (isOptions) return undefined
  const type = headers.get('content-type')
  if (type !== 'application/json') return `status ${status}: media type ${type} is not declared`
  if (method === 'HEAD') return undefined
  return checkValue(ErrorSchema, await readJson(response), `status ${status}: body`)
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    // zod passes over a property called __proto__, which `errors` has when a request did; under another name it is judged.
    if (text.includes('"__proto__"')) return JSON.parse(text, renamed)
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function renamed(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, '__proto__')) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key === '__proto__' ? ' __proto__' : key, inner]),
  )
}

function checkHeaders(schema: z.ZodObject, headers: Headers): string | undefined {
  const values = Object.fromEntries(Object.keys(schema.shape).map(name => [name, headers.get(name) ?? undefined]))
  const { error } = schema.safeParse(values)
  return error && `header ${describe(error)}`
}

function checkValue(schema: z.ZodType, value: unknown, what: string): string | undefined {
  const { data, error } = schema.safeParse(value)
  if (error) return `${what} ${describe(error)}`
  const extra = undeclared(value, data, '')
  return extra && `${what} has ${extra}, which is not declared`
}

/** Schemas drop what they do not declare: the first pointer that stands in the answer but not in what was parsed. */
function undeclared(value: unknown, parsed: unknown, pointer: string): string | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const here = `${pointer}/${key}`
    if (typeof parsed !== 'object' || parsed === null || !Object.hasOwn(parsed, key)) return here
    const found = undeclared(inner, (parsed as Record<string, unknown>)[key], here)
    if (found) return found
  }
  return undefined
}

/** Where and why, never the value: it may be a customer's. */
const describe = ({ issues }: z.ZodError) =>
  issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
