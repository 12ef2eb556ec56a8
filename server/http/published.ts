import type { Hono } from 'hono'
import type { DatabaseHealth } from '../database/health.ts'
import type { Env } from './context.ts'
import { createMethodFallback, type OutgoingResponse, type Respond } from './respond.ts'

export type Readiness = DatabaseHealth | 'stopping'

/** The published contract, and whether the server is ready. */
export interface Published {
  /** The text of openapi.yaml. */
  yaml: string
  /** The same document as JSON text. */
  json: string
  readiness(): Promise<Readiness>
}

/** The contract and two health checks: `/healthz` (the process runs) and `/readyz` (the server can handle requests). */
const endpoints: Readonly<Record<string, (published: Published) => OutgoingResponse | Promise<OutgoingResponse>>> = {
  '/openapi.yaml': ({ yaml }) => ({ status: 200, body: yaml, type: 'application/yaml' }),
  '/openapi.json': ({ json }) => ({ status: 200, body: json }),
  '/healthz': () => ({ status: 200, body: '{"status":"ok"}' }),
  '/readyz': async ({ readiness }) => {
    const status = await readiness()
    return { status: status === 'ok' ? 200 : 503, body: JSON.stringify({ status }) }
  },
}

/** Paths that the server serves but the contract does not declare. */
export const publishedPaths: readonly string[] = Object.keys(endpoints)

export function mountPublished(app: Hono<Env>, respond: Respond, published: Published): void {
  for (const [path, endpoint] of Object.entries(endpoints)) {
    app.get(path, async c => respond(c, await endpoint(published)))
    app.all(path, createMethodFallback(respond, ['GET']))
  }
}
