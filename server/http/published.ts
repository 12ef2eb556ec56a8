import type { Hono } from 'hono'
import type { Env } from './context.ts'
import { createMethodFallback, type OutgoingResponse, type Respond } from './respond.ts'

/** The published contract, and whether the server is ready. */
export interface Published {
  /** The text of openapi.yaml. */
  yaml: string
  /** The same document as JSON text. */
  json: string
  /** False while the server is stopping. */
  isReady(): boolean
}

/** The contract and two health checks: `/healthz` (the process runs) and `/readyz` (the server takes requests). */
const endpoints: Readonly<Record<string, (published: Published) => OutgoingResponse>> = {
  '/openapi.yaml': ({ yaml }) => ({ status: 200, body: yaml, type: 'application/yaml' }),
  '/openapi.json': ({ json }) => ({ status: 200, body: json }),
  '/healthz': () => ({ status: 200, body: '{"status":"ok"}' }),
  '/readyz': ({ isReady }) =>
    isReady() ? { status: 200, body: '{"status":"ok"}' } : { status: 503, body: '{"status":"stopping"}' },
}

/** Paths that the server serves but the contract does not declare. */
export const publishedPaths: readonly string[] = Object.keys(endpoints)

export function mountPublished(app: Hono<Env>, respond: Respond, published: Published): void {
  for (const [path, endpoint] of Object.entries(endpoints)) {
    app.get(path, c => respond(c, endpoint(published)))
    app.all(path, createMethodFallback(respond, ['GET']))
  }
}
