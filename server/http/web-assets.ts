import type { Hono } from 'hono'
import type { Env } from './context.ts'
import { notFound } from './errors.ts'
import { ifNoneMatch } from './if-none-match.ts'
import { createMethodFallback, errorResponse, type OutgoingResponse, type Respond } from './respond.ts'

/** Below it are the files that pages load. */
export const ASSETS = '/docs/assets/'

export interface WebAsset {
  type: string
  plain: AssetBody
  gzip: AssetBody
}

interface AssetBody {
  etag: string
  body(): Promise<Uint8Array<ArrayBuffer>>
}

/** @param name the path below ASSETS, which changes with the content @returns undefined if there is no such file */
export type WebAssets = (name: string) => Promise<WebAsset | undefined>

export function mountAssets(app: Hono<Env>, respond: Respond, assets: WebAssets): void {
  const path = `${ASSETS}*`
  app.get(path, async c => {
    const asset = await assets(c.req.path.slice(ASSETS.length))
    return respond(c, asset ? await responseFor(asset, c.req.raw.headers) : errorResponse(notFound()))
  })
  app.all(path, createMethodFallback(respond, ['GET']))
}

const ACCEPTS_GZIP = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i

async function responseFor({ type, plain, gzip }: WebAsset, request: Headers): Promise<OutgoingResponse> {
  const isCompressed = ACCEPTS_GZIP.test(request.get('accept-encoding') ?? '')
  const { etag, body } = isCompressed ? gzip : plain
  const headers: Record<string, string> = {
    'Cache-Control': 'public, max-age=31536000, immutable',
    ETag: etag,
    Vary: 'Accept-Encoding, Origin',
  }
  if (ifNoneMatch(request.get('if-none-match') ?? undefined, etag)) return { status: 304, headers }
  if (isCompressed) headers['Content-Encoding'] = 'gzip'
  return { status: 200, body: await body(), type, headers }
}
