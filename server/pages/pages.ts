import type { Sha256 } from '../domain/hashes.ts'
import type { PagePath, WebPage } from '../http/published.ts'
import type { WebAssets } from '../http/web-assets.ts'
import type { Contract } from './contract.ts'
import { createAssets } from './docs/assets.ts'
import type { PageBrand } from './docs/brand.ts'
import { docsDocument } from './docs/document.ts'
import { renderDocsPage } from './docs/page.ts'
import { renderFrontPage } from './front-page.ts'
import { renderLlms } from './llms.ts'
import { renderReference } from './reference.ts'

/** Stands for the server's origin in the rendered pages. */
const ORIGIN_MARK = 'https://origin.invalid'

/** Anything else in a `Host` header could be a command for the shell that a quick start is pasted into. */
const PLAIN_ORIGIN = /^https?:\/\/(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d+)?$/
const OTHER_ORIGIN = 'http://localhost'

/** Clients choose the `Host` header, so the number of origins kept in memory is limited. */
const MAX_ORIGINS = 16

/**
 * Makes the pages from the contract. They are rendered once; each origin costs one replacement and one hash for each page.
 * @param contract the parsed openapi.yaml
 * @param brand the colour and the logo of the invoices
 * @param hasDemo whether the server has the demo data, to which the example login belongs
 */
export function createPages(
  contract: Contract,
  sha256: Sha256,
  hasDemo: boolean,
  brand: PageBrand,
): { page(path: PagePath, origin: string): WebPage; asset: WebAssets } {
  const html = 'text/html; charset=utf-8'
  const markdown = 'text/markdown; charset=utf-8'
  const assets = createAssets(sha256)
  const front = renderFrontPage(contract, ORIGIN_MARK, sha256, hasDemo)
  const docs = renderDocsPage(contract, brand, assets)
  const rendered: Readonly<Record<PagePath, Omit<WebPage, 'etag'>>> = {
    '/': { body: front.html, type: html, headers: front.headers },
    '/docs': { body: docs.html, type: html, headers: docs.headers },
    '/docs/openapi.json': { body: docsDocument(contract, ORIGIN_MARK), type: 'application/json' },
    '/docs.md': { body: renderReference(contract, ORIGIN_MARK), type: markdown },
    '/llms.txt': { body: renderLlms(contract, ORIGIN_MARK), type: 'text/plain; charset=utf-8' },
  }
  const kept = new Map<string, WebPage>()

  function page(path: PagePath, requested: string): WebPage {
    const origin = PLAIN_ORIGIN.test(requested) ? requested : OTHER_ORIGIN
    const key = `${path} ${origin}`
    const known = kept.get(key)
    if (known) return known
    const source = rendered[path]
    const body = source.body.replaceAll(ORIGIN_MARK, origin)
    const made = { ...source, body, etag: `"${sha256(body).slice(0, 32)}"` }
    if (kept.size >= MAX_ORIGINS * Object.keys(rendered).length) kept.clear()
    kept.set(key, made)
    return made
  }
  return { page, asset: assets.asset }
}
