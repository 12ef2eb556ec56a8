import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import type { OpenApiDocument } from '../../openapi/document.ts'
import { isRelativeServer } from '../../openapi/servers.ts'
import type { Fetch } from '../../server/app.ts'
import type { Env, RequestContext } from '../../server/http/context.ts'
import { createCors } from '../../server/http/cors.ts'
import { ApiError, notFound, serverError } from '../../server/http/errors.ts'
import {
  createMethodFallback,
  createResponder,
  errorResponse,
  type OutgoingResponse,
} from '../../server/http/respond.ts'
import type { Log } from '../../server/log.ts'
import { checkRequest } from './check-request.ts'
import { pageOfExample } from './list.ts'
import { nameOf, preferenceOf, responseFor } from './prefer.ts'
import { createPrism, type ExampleResponse, type Prism, type PrismOperation } from './prism.ts'
import { queryOf } from './request-parts.ts'

/**
 * Serves the document as a fetch function. Prism validates requests to operations and chooses the responses; the server's
 * code does the rest (unknown paths, wrong methods, OPTIONS, CORS, request IDs). No state is kept between requests. Throws a
 * DocumentError.
 */
export async function createMock(document: OpenApiDocument, log: Log): Promise<{ fetch: Fetch }> {
  const prism = await createPrism(document)
  const respond = createResponder(createCors('any'))
  const app = new Hono<Env>()

  for (const [path, operations] of groupByPath(prism.operations)) {
    const route = path.replaceAll(/\{([^}]+)\}/g, ':$1')
    for (const operation of operations) {
      app.on(operation.method.toUpperCase(), route, async c => respond(c, await respondTo(prism, operation, c, log)))
    }
    app.all(
      route,
      createMethodFallback(
        respond,
        operations.map(({ method }) => method.toUpperCase()),
      ),
    )
  }
  app.notFound(c => respond(c, errorResponse(notFound())))
  app.onError((error, c) => {
    if (error instanceof ApiError) return respond(c, errorResponse(error))
    log({ level: 'error', event: 'fault', path: c.req.path, error: String(error.stack ?? error) })
    return respond(c, errorResponse(serverError()))
  })

  return {
    async fetch(request, connection = {}) {
      const started = performance.now()
      const requestId = randomUUID()
      const response = await app.fetch(request, { ...connection, requestId, trace: {} })
      const ms = Math.round(performance.now() - started)
      const { pathname } = new URL(request.url)
      log({ level: 'info', event: 'request', method: request.method, path: pathname, status: response.status, ms })
      return response
    },
  }
}

async function respondTo(
  prism: Prism,
  operation: PrismOperation,
  c: RequestContext,
  log: Log,
): Promise<OutgoingResponse> {
  const preference = preferenceOf(operation, c.req.header('Prefer'))
  const error = await checkRequest(prism, operation, c)
  if (error && !responseFor(operation, error.status)) return errorResponse(error)
  const example = await prism.exampleResponse(operation, error ? { code: error.status } : preference)
  for (const violation of example.violations) {
    log({
      level: 'warn',
      event: 'contract_violation',
      operation: nameOf(operation),
      status: example.status,
      error: violation,
    })
  }
  const { origin, pathname } = new URL(c.req.url)
  const body = pageOfExample(example.body, operation, queryOf(operation, c), origin + pathname)
  const outgoing = toOutgoing(operation, { ...example, body }, origin)
  // The actual errors of this request, instead of the document's example of a 422.
  if (error?.status === 422) outgoing.body = JSON.stringify(error.body)
  return { ...outgoing, headers: { ...outgoing.headers, ...error?.headers } }
}

/** Statuses whose responses have no body (RFC 9110, 15.3.5, 15.3.6 and 15.4.5). */
const WITHOUT_BODY = [204, 205, 304]

/** The response to send for an example: links lead to the mock, and optional headers without an example are omitted. */
function toOutgoing(
  operation: PrismOperation,
  { status, headers, body }: ExampleResponse,
  origin: string,
): OutgoingResponse {
  const { 'Content-type': type, 'X-Request-Id': _, ...others } = headers
  const declared = responseFor(operation, status)?.headers ?? []
  const isSent = (name: string) =>
    declared.some(header => header.name === name && (header.required || hasExample(header)))
  // A relative server is the mock already.
  const servers = (operation.servers ?? [])
    .map(({ url }) => url.replace(/\/$/, ''))
    .filter(url => !isRelativeServer(url))
  const withMockLinks = (text: string) =>
    servers.reduce((result, url) => result.replaceAll(`${url}/`, `${origin}/`), text)
  const sentHeaders = Object.fromEntries(
    Object.entries(others).flatMap(([name, value]) => (isSent(name) ? [[name, withMockLinks(value)]] : [])),
  )
  if (body === undefined || WITHOUT_BODY.includes(status)) return { status, headers: sentHeaders }
  const isJson = /[/+]json$/.test(type ?? '')
  return { status, type, body: isJson ? withMockLinks(JSON.stringify(body)) : String(body), headers: sentHeaders }
}

/** An example of the header or of its schema. */
const hasExample = ({
  examples = [],
  schema,
}: {
  examples?: readonly unknown[]
  schema?: { examples?: unknown }
}): boolean => examples.length > 0 || schema?.examples !== undefined

/** Paths without parameters take precedence (OpenAPI 3.1, Paths Object), so they come first. */
function groupByPath(operations: readonly PrismOperation[]): [string, PrismOperation[]][] {
  const parameters = (path: string) => path.split('{').length
  const paths = [...new Set(operations.map(({ path }) => path))].sort((a, b) => parameters(a) - parameters(b))
  return paths.map(path => [path, operations.filter(operation => operation.path === path)])
}
