import type { RouteConfig, z } from '@hono/zod-openapi'
import { getPath } from 'hono/utils/url'
import { routes } from '../generated/routes.gen.ts'
import { Error as ErrorSchema } from '../generated/schemas.gen.ts'
import type { Bindings } from '../http/context.ts'
import { serverError } from '../http/errors.ts'
import { commonHeaders } from '../http/respond.ts'
import type { Log } from '../log.ts'

type Handle = (request: Request, env: Bindings) => Response | Promise<Response>

interface DeclaredResponse {
  content?: Record<string, { schema: z.ZodType }>
  headers?: z.ZodObject
}

interface CheckedRoute {
  method: string
  path: RegExp
  responses: Record<string, DeclaredResponse>
}

/**
 * Wraps the app and checks every response against the contract: the status code, the media type, required headers, and a
 * body without undeclared properties. 404, 405 and other responses outside the operations are checked against the error
 * schema. A violation is logged and replaced by a 500, so that no client comes to depend on it.
 * @param isUnchecked whether a path is served that the contract does not declare
 */
export function checkResponses(handle: Handle, isUnchecked: (path: string) => boolean, log: Log): Handle {
  const checked = Object.values(routes).flatMap(group => Object.values<RouteConfig>(group).map(toChecked))

  return async (request, env) => {
    const response = await handle(request, env)
    // Decoded as the router does it.
    const path = getPath(request)
    if (isUnchecked(path)) return response
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

/** Without these headers, a browser reports a CORS error instead of the 500. */
const corsOf = (headers: Headers) =>
  Object.fromEntries([...headers].filter(([name]) => name === 'vary' || name.startsWith('access-control-')))

function toChecked(route: RouteConfig): CheckedRoute {
  const pattern = route.path.replaceAll(/[.]/g, '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+')
  return {
    method: route.method.toUpperCase(),
    path: new RegExp(`^${pattern}$`),
    responses: route.responses as Record<string, DeclaredResponse>,
  }
}

/** @returns a description of the first violation, in one line */
async function findViolation(
  response: Response,
  route: CheckedRoute | undefined,
  method: string,
): Promise<string | undefined> {
  const { status, headers } = response
  if (!route) return findViolationOutsideContract(response, method)
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

/** Where there is no operation, the response is 404, 405 or OPTIONS with Allow, 500 or 503. */
async function findViolationOutsideContract(response: Response, method: string): Promise<string | undefined> {
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
    // zod ignores a property called __proto__, which `errors` contains if the request did. It is renamed so that it is checked.
    if (text.includes('"__proto__"')) return JSON.parse(text, renameProto)
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function renameProto(_key: string, value: unknown): unknown {
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
  const extra = findUndeclared(value, data, '')
  return extra && `${what} has ${extra}, which is not declared`
}

/** Parsing drops undeclared properties. @returns the pointer of the first property that is missing from the parsed value */
function findUndeclared(value: unknown, parsed: unknown, pointer: string): string | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const here = `${pointer}/${key}`
    if (typeof parsed !== 'object' || parsed === null || !Object.hasOwn(parsed, key)) return here
    const found = findUndeclared(inner, (parsed as Record<string, unknown>)[key], here)
    if (found) return found
  }
  return undefined
}

/** Names the place and the reason, never the value, which may be customer data. */
const describe = ({ issues }: z.ZodError) =>
  issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
