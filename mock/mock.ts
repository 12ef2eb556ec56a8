import type { Fetch } from '../server/app.ts'
import { createCors } from '../server/http/cors.ts'
import { ApiError, rateLimited, unavailable } from '../server/http/errors.ts'
import type { Connection } from '../server/http/peer.ts'
import { commonHeaders } from '../server/http/respond.ts'
import type { Log } from '../server/log.ts'
import { createControl } from './control/control.ts'
import { createOperationFinder, type OperationPath, serverOperations } from './operations.ts'
import { createRequestLog } from './requests.ts'
import { halfOf, hang, proxyPage, reset, wait } from './trouble/apply.ts'
import { readPrefer, type Trouble } from './trouble/prefer.ts'
import type { RecordedRequest } from './types/index.d.ts'
import type { Engine, WorldOptions } from './world/world.ts'
import { createWorlds, DEFAULT_WORLD, type NamedWorld, worldOf } from './world/worlds.ts'

/** The contract that the mock serves, and what answers operations that the server does not have. */
export interface ServedContract {
  operations: readonly OperationPath[]
  /** Operations that the server's code does not implement as this contract declares them. */
  notImplemented: ReadonlySet<string>
  /** Answers from the examples of the contract. Loaded at its first use; undefined where there is none, as in a browser. */
  examples?: (() => Promise<Fetch>) | undefined
}

export const SERVER_CONTRACT: ServedContract = { operations: serverOperations, notImplemented: new Set() }

export interface MockOptions extends Omit<WorldOptions, 'log' | 'published'> {
  yaml: string
  json: () => string
}

export interface Mock {
  fetch: Fetch
  /** A world by its name, created when it is first used. */
  world(name?: string): Promise<NamedWorld>
  /** The requests that a world has had. */
  requests(world?: string): RecordedRequest[]
  /** Serves another version of the contract from now on. */
  serve(contract: ServedContract & { yaml: string; json: () => string }): void
  close(): Promise<void>
}

/** The mock as a fetch function: the server's own code on databases in memory, and a way to make it fail. */
export function createMockOn(engine: Engine, options: MockOptions, contract: ServedContract, log: Log): Mock {
  const recorded = createRequestLog()
  let current = { ...contract, yaml: options.yaml, json: options.json }
  let find = createOperationFinder(current.operations)
  const operationIds = () => new Set(current.operations.map(({ id }) => id))
  const violations = new Set<string>()
  const worlds = createWorlds(engine, {
    ...options,
    published: {
      get yaml() {
        return current.yaml
      },
      get json() {
        return current.json()
      },
      readiness: async () => 'ok',
    },
    log: entry => {
      if (entry.event === 'contract_violation' && entry.request_id) violations.add(entry.request_id)
      if (entry.event !== 'request') log(entry)
    },
  })
  const control = createControl({ worlds, recorded, operationIds })
  const corsHeaders = createCors('any')

  const fetch: Fetch = async (request, connection = {}) => {
    const started = performance.now()
    const url = new URL(request.url)
    if (url.pathname.startsWith('/__mock')) return control(request)
    const operation = find(request.method, url.pathname)
    const name = worldOf(request)
    let by: RecordedRequest['by'] = 'server'
    let status = 0
    try {
      const world = await worlds.get(name)
      const response = await respond(request, connection, world, operation, made => {
        by = made
      })
      status = response.status
      return response
    } catch (error) {
      if (error instanceof ApiError) {
        status = error.status
        return errorResponse(error, request)
      }
      by = 'failure'
      throw error
    } finally {
      const ms = Math.round(performance.now() - started)
      // A name that was refused belongs to no world.
      if (worlds.has(name))
        recorded.add({
          time: new Date().toISOString(),
          world: name,
          method: request.method,
          path: url.pathname + url.search,
          operation: operation ?? null,
          status,
          ms,
          by,
        })
      log({ level: 'info', event: 'request', method: request.method, path: url.pathname, status, ms })
    }
  }

  async function respond(
    request: Request,
    connection: Connection,
    world: NamedWorld,
    operation: string | undefined,
    madeBy: (by: RecordedRequest['by']) => void,
  ): Promise<Response> {
    const asked =
      request.method === 'OPTIONS'
        ? {}
        : readPrefer(request.headers.get('prefer') ?? undefined, operation, operationIds())
    const trouble: Trouble = { ...(operation !== undefined && world.script.next(operation)), ...asked }
    if (trouble.delay) await wait(trouble.delay, request.signal)
    if (trouble.fail) madeBy('failure')
    if (trouble.fail === 'hang') return hang(request.signal)
    if (trouble.fail === 'reset') reset(connection)
    if (trouble.fail === '503') throw unavailable()
    if (trouble.fail === '429') throw rateLimited(RATE_LIMITED)
    const page = proxyPage(trouble.fail)
    if (page) return page
    const response = await respondNormally(request, connection, world, operation, trouble, madeBy)
    return trouble.fail === 'half-body' ? halfOf(response, connection) : response
  }

  async function respondNormally(
    request: Request,
    connection: Connection,
    world: NamedWorld,
    operation: string | undefined,
    { code, example }: Trouble,
    madeBy: (by: RecordedRequest['by']) => void,
  ): Promise<Response> {
    const wantsExample = operation !== undefined && (code !== undefined || example !== undefined)
    const { examples, notImplemented } = current
    if (
      examples &&
      operation !== undefined &&
      (wantsExample || notImplemented.has(operation) || world.missing.has(operation))
    ) {
      madeBy('example')
      return (await examples())(withPreference(request, code, example), connection)
    }
    if (wantsExample) throw new ApiError(400, 'malformed_request', NO_EXAMPLES)
    // A response that violates the contract comes from a handler that has not caught up with it yet.
    const copy = examples && operation !== undefined ? request.clone() : request
    const response = await world.fetch(request, connection)
    const requestId = response.headers.get('x-request-id') ?? ''
    if (!violations.delete(requestId) || !examples) return response
    madeBy('example')
    return (await examples())(withPreference(copy, undefined, undefined), connection)
  }

  function errorResponse(error: ApiError, request: Request): Response {
    const headers = {
      'Content-Type': 'application/json',
      ...commonHeaders(crypto.randomUUID()),
      ...corsHeaders(request.headers, undefined),
      ...error.headers,
    }
    return new Response(request.method === 'HEAD' ? null : JSON.stringify(error.body), {
      status: error.status,
      headers,
    })
  }

  return {
    fetch,
    world: (name = DEFAULT_WORLD) => worlds.get(name),
    requests: (name = DEFAULT_WORLD) => recorded.of(name),
    serve(next) {
      current = next
      find = createOperationFinder(next.operations)
    },
    close: worlds.close,
  }
}

const NO_EXAMPLES = 'Prefer: code and example need the examples of the contract, which are not part of this build.'

/** Headers of the contract's 429 (see openapi.yaml), for a window that ends in one second. */
const RATE_LIMITED = {
  'Retry-After': '1',
  'X-RateLimit-Limit': '60',
  'X-RateLimit-Remaining': '0',
  'X-RateLimit-Reset': '0',
}

/** The same request with only the preferences that choose an example. */
function withPreference(request: Request, code: number | undefined, example: string | undefined): Request {
  const headers = new Headers(request.headers)
  headers.delete('prefer')
  const preferences = [code !== undefined && `code=${code}`, example !== undefined && `example=${example}`].filter(
    Boolean,
  )
  if (preferences.length > 0) headers.set('prefer', preferences.join(', '))
  return new Request(request, { headers })
}
