import { Hono } from 'hono'
import { createBearer } from './auth/bearer.ts'
import type { Counters } from './auth/counters.ts'
import { auth } from './auth/handlers.ts'
import type { Passwords } from './auth/passwords.ts'
import type { Random } from './auth/tokens.ts'
import { type Database, DatabaseUnavailable } from './database/database.ts'
import type { Clock } from './domain/clock.ts'
import type { Sha256 } from './domain/hashes.ts'
import { mount, toApiError } from './endpoint/mount.ts'
import { checkResponses } from './endpoint/response-check.ts'
import type { Bindings, Env, RequestContext, Trace } from './http/context.ts'
import { type CorsOrigins, createCors } from './http/cors.ts'
import { notFound } from './http/errors.ts'
import type { Connection } from './http/peer.ts'
import { isPublished, mountPublished, type Published } from './http/published.ts'
import { createResponder, errorResponse } from './http/respond.ts'
import { type InvoiceServices, invoices } from './invoices/handlers.ts'
import { invoiceOwnership } from './invoices/store.ts'
import type { Log } from './log.ts'
import { subscriptions } from './subscriptions/handlers.ts'
import { subscriptionOwnership } from './subscriptions/store.ts'
import { tickets } from './tickets/handlers.ts'
import { ticketOwnership } from './tickets/store.ts'

export interface AppSettings {
  /** Origin used in links; undefined to use the origin of the request. */
  publicUrl: string | undefined
  corsOrigins: CorsOrigins
  /** Whether every response is checked against the contract. */
  checkResponses: boolean
  /** Requests per minute and user, and failed tokens per minute and address. */
  rateLimit: number
  /** Password checks per minute for one email from one address. */
  loginRateLimit: number
  /** Password checks per minute from one address, for any emails. */
  loginAddressRateLimit: number
  /** Whether the last X-Forwarded-For entry is used as the client's address. */
  trustProxy: boolean
}

export interface AppDependencies {
  database: Database
  clock: Clock
  random: Random
  sha256: Sha256
  log: Log
  passwords: Passwords
  counters: Counters
  renderer: InvoiceServices['renderer']
  seller: InvoiceServices['seller']
  settings: AppSettings
  published: Published
  /** See MountServices. */
  mayLackHandlers?: boolean
}

export type Fetch = (request: Request, connection?: Connection) => Promise<Response>

/** Who owns the row that a path names, by tag. */
export const ownerships = {
  invoices: invoiceOwnership,
  tickets: ticketOwnership,
  subscriptions: subscriptionOwnership,
}

/**
 * The whole API as a fetch function. It reads no environment variables and does not listen.
 * @returns also the operations without a handler, of which a server has none
 */
export function createApp(deps: AppDependencies): { fetch: Fetch; missing: ReadonlySet<string> } {
  const { database, clock, random, sha256, log, passwords, counters, renderer, seller, settings } = deps
  const respond = createResponder(createCors(settings.corsOrigins))
  const app = new Hono<Env>()

  const logError = (error: unknown, request?: { request_id: string }) =>
    log({
      level: error instanceof DatabaseUnavailable ? 'warn' : 'error',
      event: 'fault',
      ...request,
      error: describe(error),
    })
  const onServerError = (error: unknown, c: RequestContext) => logError(error, { request_id: c.env.requestId })

  const missing = mount(
    app,
    {
      auth: auth({ database, clock, random, sha256, passwords, settings }),
      invoices: invoices({ database, renderer, sha256, seller }),
      tickets: tickets(database),
      subscriptions: subscriptions(database),
    },
    ownerships,
    {
      database,
      clock,
      sha256,
      respond,
      onServerError,
      mayLackHandlers: deps.mayLackHandlers,
      settings,
      authenticate: createBearer({
        database,
        clock,
        sha256,
        counters,
        rateLimit: settings.rateLimit,
        onTouchFailed: logError,
      }),
    },
  )
  mountPublished(app, respond, deps.published, settings.publicUrl)
  app.notFound(c => respond(c, errorResponse(notFound())))
  app.onError((error, c) => {
    const apiError = toApiError(error)
    if (apiError !== error) onServerError(error, c)
    return respond(c, errorResponse(apiError))
  })

  const handle = (request: Request, env: Bindings) => app.fetch(request, env)
  const handleChecked = settings.checkResponses ? checkResponses(handle, isPublished, log) : handle

  return {
    missing,
    async fetch(request, connection = {}) {
      const started = performance.now()
      const trace: Trace = {}
      const requestId = crypto.randomUUID()
      const response = await handleChecked(request, { incoming: connection.incoming, requestId, trace })
      log({
        level: 'info',
        event: 'request',
        request_id: requestId,
        method: request.method,
        path: pathOf(request.url),
        status: response.status,
        ms: Math.round((performance.now() - started) * 100) / 100,
        ...trace,
      })
      return response
    },
  }
}

/** The path of an absolute URL. The query is not logged, because it may hold personal data. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  const end = url.indexOf('?', start)
  return end === -1 ? url.slice(start) : url.slice(start, end)
}

const describe = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error))
