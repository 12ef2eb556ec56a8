import type { Hono } from 'hono'
import type { Env } from './context.ts'
import { createMethodFallback, type OutgoingResponse, type Respond } from './respond.ts'

/** What the server says about itself, outside the contract. */
export interface Published {
  /** openapi.yaml as it was written: a document rebuilt from the code would lose things. */
  yaml: string
  /** The same document as JSON text. */
  json: string
  /** False while the server is stopping. */
  isReady(): boolean
}

/** The contract and the two health checks: `/healthz` (the process runs), `/readyz` (send it requests). */
const pages: Readonly<Record<string, (published: Published) => OutgoingResponse>> = {
  '/openapi.yaml': ({ yaml }) => ({ status: 200, body: yaml, type: 'application/yaml' }),
  '/openapi.json': ({ json }) => ({ status: 200, body: json }),
  '/healthz': () => ({ status: 200, body: '{"status":"ok"}' }),
  '/readyz': ({ isReady }) =>
    isReady() ? { status: 200, body: '{"status":"ok"}' } : { status: 503, body: '{"status":"stopping"}' },
}

/** The paths that stand beside the contract. */
export const publishedPaths: readonly string[] = Object.keys(pages)

export function mountPublished(app: Hono<Env>, respond: Respond, published: Published): void {
  for (const [path, page] of Object.entries(pages)) {
    app.get(path, c => respond(c, page(published)))
    app.all(path, createMethodFallback(respond, ['GET']))
  }
}
