import type { RouteConfig, z } from '@hono/zod-openapi'
import type { Bindings } from '../http/context.ts'
import { serverError } from '../http/errors.ts'
import type { Log } from '../log.ts'
import { routes } from './routes.gen.ts'
import { Error as ErrorSchema, ValidationError } from './schemas.gen.ts'

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

/** Paths that the server answers beside the contract. */
const BESIDE = /^\/(openapi\.(yaml|json)|healthz|readyz)$/

/**
 * Wraps the app from outside and holds every answer against the contract: status declared, media type, body without
 * undeclared properties, required headers; 404, 405 and other answers outside any operation against the error schema.
 * A violation is logged and answered by a fresh 500, so that nobody builds on it.
 */
export function checkResponses(answer: Answer, log: Log): Answer {
  const checked = Object.values(routes).flatMap(group => Object.values<RouteConfig>(group).map(toChecked))

  return async (request, env) => {
    const response = await answer(request, env)
    const { pathname } = new URL(request.url)
    if (BESIDE.test(pathname)) return response
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const route = checked.find(candidate => candidate.method === method && candidate.path.test(pathname))
    const violation = await findViolation(response.clone(), route, request.method === 'HEAD')
    if (violation === undefined) return response
    log({ level: 'error', event: 'contract_violation', request_id: env.requestId, error: violation })
    const error = serverError()
    const headers = {
      'Content-Type': 'application/json',
      'X-Request-Id': env.requestId,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    }
    return new Response(request.method === 'HEAD' ? null : JSON.stringify(error.body), {
      status: error.status,
      headers,
    })
  }
}

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
  isHead: boolean,
): Promise<string | undefined> {
  const { status, headers } = response
  if (!route) return outsideContract(response, isHead)
  const declared = route.responses[status]
  if (!declared) return `status ${status} is not declared`
  const headerError = declared.headers && checkHeaders(declared.headers, headers)
  if (headerError) return `status ${status}: ${headerError}`
  const type = headers.get('content-type')?.split(';')[0]
  if (!declared.content) return type ? `status ${status}: a body is not declared` : undefined
  const schema = declared.content[type ?? '']?.schema
  if (!schema) return `status ${status}: media type ${type} is not declared`
  if (isHead) return undefined
  const body = type === 'application/json' ? await readJson(response) : new Uint8Array(await response.arrayBuffer())
  return checkValue(schema, body, `status ${status}: body`)
}

async function outsideContract(response: Response, isHead: boolean): Promise<string | undefined> {
  if (response.status < 400)
    return response.status === 204 ? undefined : `status ${response.status} outside any operation`
  if (!response.headers.has('x-request-id')) return 'no X-Request-Id'
  if (isHead) return undefined
  const schema = response.status === 422 ? ValidationError : ErrorSchema
  return checkValue(schema, await readJson(response), `status ${response.status}: body`)
}

const readJson = async (response: Response): Promise<unknown> => {
  try {
    return await response.json()
  } catch {
    return undefined
  }
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
    if (typeof parsed !== 'object' || parsed === null || !(key in parsed)) return here
    const found = undeclared(inner, (parsed as Record<string, unknown>)[key], here)
    if (found) return found
  }
  return undefined
}

/** Where and why, never the value: it may be a customer's. */
const describe = ({ issues }: z.ZodError) =>
  issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
