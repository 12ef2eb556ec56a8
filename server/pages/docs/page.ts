import { type Contract, operationsOf } from '../contract.ts'
import { escapeHtml } from '../markdown.ts'
import { brandStyle, type PageBrand } from './brand.ts'
import { logoUrl } from './logo.ts'

/**
 * The policy of the page. CodeMirror, the editor of requests and responses, inserts styles; the preview of a PDF is a frame whose
 * URL is a blob.
 */
const POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self' 'unsafe-inline'`,
  `img-src 'self' data:`,
  `font-src 'self'`,
  `connect-src 'self'`,
  'frame-src blob:',
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ')

/** The reference with forms that send requests. A script fills it from `/docs/openapi.json`. */
export function renderDocsPage(
  contract: Contract,
  brand: PageBrand,
  assets: { boot: string; module: string },
): { html: string; headers: Record<string, string> } {
  const { info } = contract
  const title = escapeHtml(info.title)
  const logo = brand.logo && escapeHtml(logoUrl(brand.logo))
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${escapeHtml(info.summary ?? '')}">
<link rel="icon" href="${logo ?? 'data:,'}">
<link rel="alternate" type="text/markdown" href="/docs.md">
<link rel="modulepreload" href="${assets.module}">
<style>${brandStyle(brand.colour)}</style>
<script type="module" src="${assets.boot}"></script>
</head>
<body>
<nav class="brand" aria-label="API"><a href="/">${logo === null ? '' : `<img src="${logo}" alt="">`}<b>${title}</b></a></nav>
<div id="reference" data-module="${assets.module}" data-document="/docs/openapi.json" data-login="${escapeHtml(loginPath(contract))}"></div>
<noscript>This page needs a script. <a href="/docs.md">The same reference in Markdown</a> does not.</noscript>
</body>
</html>
`
  return { html, headers: { 'Content-Security-Policy': POLICY, 'Referrer-Policy': 'no-referrer' } }
}

const loginPath = (contract: Contract): string =>
  operationsOf(contract).find(({ operationId }) => operationId === 'createToken')?.path ?? ''
