import type { Hono } from 'hono'
import type { DatabaseHealth } from '../database/health.ts'
import type { Env } from './context.ts'
import { ifNoneMatch } from './if-none-match.ts'
import { originOf } from './origin.ts'
import { createMethodFallback, type OutgoingResponse, type Respond } from './respond.ts'
import { ASSETS, mountAssets, type WebAssets } from './web-assets.ts'

export type Readiness = DatabaseHealth | 'stopping'

/**
 * The front page, the reference in a browser and the document that it shows, the reference in Markdown, and the overview for
 * language models (llmstxt.org).
 */
const PAGE_PATHS = ['/', '/docs', '/docs/openapi.json', '/docs.md', '/llms.txt'] as const

export type PagePath = (typeof PAGE_PATHS)[number]

export interface WebPage {
  body: string
  type: string
  etag: string
  headers?: Record<string, string>
}

export interface WebPages {
  /** @param origin scheme and host of the links and commands in the page */
  page(path: PagePath, origin: string): WebPage | Promise<WebPage>
  asset: WebAssets
}

/** The published contract, the pages made from it, and whether the server is ready. */
export interface Published {
  /** The text of openapi.yaml. */
  yaml: string
  /** The same document as JSON text. */
  json: string
  /** Undefined if the pages are switched off. */
  pages?: WebPages | undefined
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

const publishedPaths: readonly string[] = [...Object.keys(endpoints), ...PAGE_PATHS]

/** Whether the server serves a path that the contract does not declare. */
export const isPublished = (path: string): boolean => publishedPaths.includes(path) || path.startsWith(ASSETS)

/** @param publicUrl origin used in the pages; undefined to use the origin of the request */
export function mountPublished(
  app: Hono<Env>,
  respond: Respond,
  published: Published,
  publicUrl: string | undefined,
): void {
  for (const [path, endpoint] of Object.entries(endpoints)) {
    app.get(path, async c => respond(c, await endpoint(published)))
    app.all(path, createMethodFallback(respond, ['GET']))
  }
  const { pages } = published
  if (!pages) return
  for (const path of PAGE_PATHS) {
    app.get(path, async c => {
      const page = await pages.page(path, publicUrl ?? originOf(c.req.url))
      return respond(c, pageResponse(page, c.req.header('If-None-Match')))
    })
    app.all(path, createMethodFallback(respond, ['GET']))
  }
  mountAssets(app, respond, pages.asset)
}

function pageResponse({ body, type, etag, headers }: WebPage, ifNoneMatchHeader: string | undefined): OutgoingResponse {
  // Caches may store a page, but must revalidate it, because it changes with each version of the contract.
  const caching = { 'Cache-Control': 'no-cache', ETag: etag, ...headers }
  if (ifNoneMatch(ifNoneMatchHeader, etag)) return { status: 304, headers: caching }
  return { status: 200, body, type, headers: caching }
}
