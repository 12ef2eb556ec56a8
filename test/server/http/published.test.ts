import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { contract, testApp, yaml } from '../../support/app.ts'
import { caller } from '../../support/caller.ts'
import { pages, webPages } from '../../support/pages.ts'
import { errorResponse, notFound, readResponse } from '../../support/responses.ts'

const PAGES = ['/', '/docs', '/docs/openapi.json', '/docs.md', '/llms.txt'] as const
const PATHS = ['/openapi.yaml', '/openapi.json', '/healthz', '/readyz', ...PAGES]

const published = { yaml, json: JSON.stringify(contract), pages: webPages, readiness: async () => 'ok' as const }

test('openapi.yaml is served byte for byte', async () => {
  const response = await testApp().call('/openapi.yaml')
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/yaml'])
  expect(await response.text()).toBe(yaml)
})

test('openapi.json is the same document', async () => {
  const response = await testApp().call('/openapi.json')
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json'])
  expect(await response.json()).toEqual(parse(yaml))
})

test.each([
  ['ok', 200],
  ['stopping', 503],
  ['reads_failing', 503],
  ['writes_failing', 503],
] as const)('a server that is %s has %i at /readyz, and is alive', async (status, expected) => {
  const { call } = testApp({ published: { yaml, json: '{}', readiness: async () => status } })
  expect(await readResponse(await call('/readyz'))).toEqual({ status })
  expect((await call('/readyz')).status).toBe(expected)
  expect(await (await call('/healthz')).json()).toEqual({ status: 'ok' })
})

describe.each(PATHS)('%s', path => {
  test('needs no token and is not counted', async () => {
    const { call, send } = await caller({ published })
    const response = await call(path, { headers: { Authorization: 'Bearer x' } })
    expect([response.status, response.headers.get('x-ratelimit-limit')]).toEqual([200, null])
    expect((await send('/api/v1/me')).headers.get('x-ratelimit-remaining')).toBe('59')
  })

  test('has HEAD and OPTIONS, and refuses other methods', async () => {
    const { call } = testApp({ published })
    const head = await call(path, { method: 'HEAD' })
    expect([head.status, await head.text(), head.headers.has('x-request-id')]).toEqual([200, '', true])
    const options = await call(path, { method: 'OPTIONS' })
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS'])
    expect(await readResponse(await call(path, { method: 'POST' }))).toEqual(errorResponse(405))
  })
})

describe.each(PAGES)('the page %s', path => {
  test('is for the origin of the request, or PUBLIC_URL', async () => {
    const bodyOf = async (publicUrl?: string) =>
      (await testApp({ published, settings: { publicUrl } }).call(path)).text()
    expect(await bodyOf()).toBe(pages(path, 'http://127.0.0.1:3000').body)
    expect(await bodyOf('https://portal.example')).toBe(pages(path, 'https://portal.example').body)
    // The page takes everything from the document.
    if (path !== '/docs') expect(await bodyOf()).toContain('http://127.0.0.1:3000')
  })

  test('may be stored, and is 304 if the copy is current', async () => {
    const { call } = testApp({ published })
    const response = await call(path)
    const etag = response.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/)
    expect(response.headers.get('cache-control')).toBe('no-cache')
    const repeated = await call(path, { headers: { 'If-None-Match': `"x", W/${etag}` } })
    expect([repeated.status, await repeated.text(), repeated.headers.get('etag')]).toEqual([304, '', etag])
    expect(repeated.headers.get('content-type')).toBe(null)
    expect((await call(path, { headers: { 'If-None-Match': '"x"' } })).status).toBe(200)
  })

  test('does not exist if pages are switched off', async () => {
    const { call } = testApp({ published: { ...published, pages: undefined } })
    for (const method of ['GET', 'POST']) expect(await readResponse(await call(path, { method }))).toEqual(notFound())
  })
})

test('the front page is HTML with a policy', async () => {
  const { headers } = await testApp({ published }).call('/')
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
})
