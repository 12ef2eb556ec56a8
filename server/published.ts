import type { Hono } from 'hono'
import type { Env } from './http/context.ts'
import { createFallback, type Respond } from './http/respond.ts'

/** What the server says about itself, outside the contract. */
export interface Published {
  /** openapi.yaml as it was written: a document rebuilt from the code would lose things. */
  yaml: string
  /** The same document as JSON text. */
  json: string
  /** False while the server is stopping. */
  isReady(): boolean
}

/** The paths that stand beside the contract. */
export const publishedPaths: readonly string[] = ['/openapi.yaml', '/openapi.json', '/healthz', '/readyz']

/** Serves the contract and the two health checks: `/healthz` (the process runs), `/readyz` (send it requests). */
export function mountPublished(app: Hono<Env>, respond: Respond, { yaml, json, isReady }: Published): void {
  app.get('/openapi.yaml', c => respond(c, { status: 200, body: yaml, type: 'application/yaml' }))
  app.get('/openapi.json', c => respond(c, { status: 200, body: json }))
  app.get('/healthz', c => respond(c, { status: 200, body: '{"status":"ok"}' }))
  app.get('/readyz', c => {
    const ready = isReady()
    return respond(c, { status: ready ? 200 : 503, body: JSON.stringify({ status: ready ? 'ok' : 'stopping' }) })
  })
  for (const path of publishedPaths) app.all(path, createFallback(respond, ['GET']))
}
