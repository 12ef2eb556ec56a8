import type { Sha256 } from '../domain/hashes.ts'
import { type Contract, exampleOf, type Operation, operationsByTag, operationsOf } from './contract.ts'
import { docsLink } from './docs/link.ts'
import { guideOf, introductionOf, sectionsOf } from './guide.ts'
import { escapeHtml, inlineToHtml, markdownToHtml } from './markdown.ts'
import { formOf, quickStartCommands } from './quick-start.ts'
import { slugOf } from './slug.ts'
import { STYLE } from './style.ts'

/** A page of HTML and CSS that explains the API. Its policy forbids scripts and everything from other places. */
export function renderFrontPage(
  contract: Contract,
  origin: string,
  sha256: Sha256,
  hasDemo: boolean,
): { html: string; headers: Record<string, string> } {
  const { title, version, summary = '', description } = contract.info
  const guide = guideOf(description)
  const sections = ['Quick start', 'Operations', ...sectionsOf(guide), 'Tools']
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(summary)}">
<link rel="alternate" type="text/markdown" href="/docs.md">
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escapeHtml(title)}</h1>
<p class="lead">${inlineToHtml(summary)}</p>
<p class="version">Version ${escapeHtml(version)} · <code>${escapeHtml(origin)}</code></p>
<nav aria-label="Documents">
<ul>
<li><a href="/docs">Reference</a></li>
<li><a href="/docs.md">docs.md</a></li>
<li><a href="/openapi.yaml">openapi.yaml</a></li>
<li><a href="/openapi.json">openapi.json</a></li>
<li><a href="/llms.txt">llms.txt</a></li>
</ul>
</nav>
</header>
<main>
${markdownToHtml(introductionOf(description))}
<nav class="sections" aria-label="On this page">
<ul>
${sections.map(section => `<li><a href="#${slugOf(section)}">${escapeHtml(section)}</a></li>`).join('\n')}
</ul>
</nav>
${quickStart(contract, origin, hasDemo)}
<h2 id="operations">Operations</h2>
${operationsByTag(contract).map(tagSection).join('\n')}
${markdownToHtml(guide)}
${TOOLS}
</main>
<footer>
<p>This page is generated from <a href="/openapi.yaml">openapi.yaml</a>, the contract of this API.</p>
</footer>
</body>
</html>
`
  const policy = [
    `default-src 'none'`,
    `style-src 'sha256-${toBase64(sha256(STYLE))}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ]
  return { html, headers: { 'Content-Security-Policy': policy.join('; '), 'Referrer-Policy': 'no-referrer' } }
}

function quickStart(contract: Contract, origin: string, hasDemo: boolean): string {
  const credentials = hasDemo
    ? 'This server has demo data, so the commands work as they are.'
    : 'Replace the email address and the password by those of your portal user.'
  const [login, list] = quickStartCommands(origin, formOf(exampleLogin(contract)))
  return `<h2 id="quick-start">Quick start</h2>
<p>Get a token. ${credentials}</p>
<pre><code>${escapeHtml(login)}</code></pre>
<p>Then send the token with every request:</p>
<pre><code>${escapeHtml(list)}</code></pre>`
}

function exampleLogin(contract: Contract): Record<string, string> {
  const { requestBody } = operationsOf(contract).find(({ operationId }) => operationId === 'createToken') ?? {}
  const [media] = Object.values(requestBody?.content ?? {})
  return media ? (exampleOf(contract, media) as Record<string, string>) : {}
}

function tagSection({ name, description = '', operations }: ReturnType<typeof operationsByTag>[number]): string {
  return `<h3 id="${slugOf(name)}">${escapeHtml(name)}</h3>
<p>${inlineToHtml(description)}</p>
<ul class="operations">
${operations.map(operationItem).join('\n')}
</ul>`
}

const operationItem = (operation: Operation): string =>
  `<li><b>${operation.method}</b> <code>${escapeHtml(operation.path)}</code> <a href="${escapeHtml(docsLink(operation))}">${escapeHtml(operation.summary)}</a></li>`

/** What helps to use the API but is not part of the contract. */
const TOOLS = `<h2 id="tools">Tools</h2>
<ul>
<li><code>@clustrix/client</code>: the typed client for TypeScript and JavaScript, with retries and pagination.</li>
<li><code>@clustrix/mock</code>: this API with demo data, for tests and for pages in development.</li>
<li><code>examples/</code> in the repository of this API: programs to start from in PHP, Python and TypeScript, recipes for Laravel and TanStack Query, and a Postman collection.</li>
<li><a href="/docs">Reference</a>: every operation with its fields and errors, and forms that send requests from your browser.</li>
<li><a href="/openapi.yaml">openapi.yaml</a>: the contract, for code generators and other tools.</li>
<li><a href="/docs.md">docs.md</a> and <a href="/llms.txt">llms.txt</a>: the reference and an overview, for programs and language models.</li>
</ul>`

const toBase64 = (hex: string): string =>
  btoa(String.fromCharCode(...(hex.match(/../g) ?? []).map(byte => Number.parseInt(byte, 16))))
