import { expect, onTestFinished, test } from 'vitest'
import { runConformance } from '../../../conformance/run.ts'
import type { Target } from '../../../conformance/target.ts'
import { buildMock } from '../../../mock/node/build.ts'
import { loadDocument } from '../../../openapi/read.ts'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { openPage, type Page } from '../../support/browser.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { serveFiles } from './files.ts'

const ORIGIN = 'http://127.0.0.1:4010'

/** Answers requests that are handed in as JSON, because only values of JSON reach a page from outside. */
const SCRIPT = `
import { createMock } from './index.js'
const mock = await createMock({ now: '2026-11-22T12:00:00Z' })
const decode = text => Uint8Array.from(atob(text), character => character.charCodeAt(0))
const encode = bytes => btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
globalThis.answer = async ({ url, method, headers, body }) => {
  const response = await mock.fetch(new Request(url, { method, headers, ...(body && { body: decode(body) }) }))
  return { status: response.status, headers: [...response.headers], body: encode(new Uint8Array(await response.arrayBuffer())) }
}
globalThis.reset = () => mock.reset()
globalThis.isReady = true
`

test('the conformance suite finds no violation on WebAssembly in a browser', { timeout: 600_000 }, async () => {
  const folder = temporaryFolder()
  await buildMock(folder)
  const { origin, close } = await serveFiles(folder, {
    '/': '<!doctype html><title>Mock</title><script type="module" src="page.js"></script>',
    '/page.js': SCRIPT,
  })
  onTestFinished(close)
  const page = await openPage(`${origin}/`)
  await page.until('globalThis.isReady')
  const { violations, counts } = await runConformance({
    contract: loadDocument('openapi.yaml'),
    target: targetIn(page),
  })
  expect(violations).toEqual([])
  expect(counts.requests).toBeGreaterThan(3000)
  expect(counts.scenarios).toBeGreaterThan(20)
  expect([page.errors(), page.blocked()]).toEqual([[], []])
})

function targetIn(page: Page): Target {
  return {
    name: 'mock in a browser',
    origin: ORIGIN,
    accounts: [
      { email: 'you@company.com', password: DEMO_PASSWORD },
      { email: 'soren@bjorn-son.example', password: DEMO_PASSWORD },
    ],
    now: () => Date.parse('2026-11-22T12:00:00Z'),
    async fetch(request) {
      const { url, method, headers } = request
      const bytes = Buffer.from(await request.arrayBuffer())
      const sent = { url, method, headers: [...headers], body: bytes.length > 0 ? bytes.toString('base64') : undefined }
      const answer = (await page.evaluate(`answer(${JSON.stringify(sent)})`)) as {
        status: number
        headers: [string, string][]
        body: string
      }
      const body = Buffer.from(answer.body, 'base64')
      return new Response(body.length > 0 ? body : null, { status: answer.status, headers: answer.headers })
    },
  }
}
