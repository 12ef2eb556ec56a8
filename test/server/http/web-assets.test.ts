import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { contract, testApp, yaml } from '../../support/app.ts'
import { webPages } from '../../support/pages.ts'
import { errorResponse, notFound, readResponse } from '../../support/responses.ts'

const published = { yaml, json: JSON.stringify(contract), pages: webPages, readiness: async () => 'ok' as const }
const { call } = testApp({ published })

const page = await (await call('/docs')).text()
const [, module = ''] = /data-module="([^"]+)"/.exec(page) ?? []
const [, boot = ''] = /<script type="module" src="([^"]+)"/.exec(page) ?? []
const folder = module.slice(0, module.lastIndexOf('/'))
const small = `${folder}/chunks/constants-Dpis4dcR.js`

const files = {
  [boot]: 'server/pages/docs/boot.js',
  [small]: 'server/pages/vendor/scalar/chunks/constants-Dpis4dcR.js',
}

test.each(Object.entries(files))('%s can be kept for a year, compressed or not', async (path, file) => {
  const source = readFileSync(file)
  const plain = await call(path)
  const compressed = await call(path, { headers: { 'Accept-Encoding': 'br, gzip' } })
  for (const { status, headers } of [plain, compressed])
    expect([status, headers.get('cache-control'), headers.get('content-type'), headers.get('vary')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
      'text/javascript; charset=utf-8',
      'Accept-Encoding, Origin',
    ])
  expect([plain, compressed].map(({ headers }) => headers.get('content-encoding'))).toEqual([null, 'gzip'])
  expect(Buffer.from(await plain.arrayBuffer())).toEqual(source)
  expect(gunzipSync(await compressed.arrayBuffer())).toEqual(source)
  expect(plain.headers.get('etag')).not.toBe(compressed.headers.get('etag'))
})

test('a current copy is 304', async () => {
  const etag = (await call(small)).headers.get('etag') ?? ''
  const repeated = await call(small, { headers: { 'If-None-Match': etag } })
  expect([repeated.status, await repeated.text(), repeated.headers.get('etag')]).toEqual([304, '', etag])
})

test.each(['gzip;q=0', 'gzip; q=0.000, br', 'br', 'x-gzipped'])('%j does not accept gzip', async accepted => {
  const { headers } = await call(small, { headers: { 'Accept-Encoding': accepted } })
  expect(headers.get('content-encoding')).toBe(null)
})

test('has HEAD and OPTIONS, and refuses other methods', async () => {
  const head = await call(small, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  expect((await call(small, { method: 'OPTIONS' })).headers.get('allow')).toBe('GET, HEAD, OPTIONS')
  expect(await readResponse(await call(small, { method: 'POST' }))).toEqual(errorResponse(405))
})

test.each([
  '/docs/assets/',
  '/docs/assets/boot-0.js',
  '/docs/assets/boot.js',
  '/docs/assets/scalar-0.0.0/standalone.esm.js',
  `${folder}/nothing.js`,
  `${folder}/chunks/nothing.js`,
  `${folder}/../scalar.json`,
  `${folder}/..%2fscalar.json`,
  `${folder}/%2e%2e/docs/boot.js`,
  `${folder}/chunks/..%2f..%2f..%2fdocs%2fboot.js`,
])('%s is 404, and not kept by caches', async path => {
  const response = await call(path)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await readResponse(response)).toEqual(notFound())
})

test('the files do not exist if pages are switched off', async () => {
  const without = testApp({ published: { ...published, pages: undefined } })
  for (const path of [boot, small]) expect(await readResponse(await without.call(path))).toEqual(notFound())
})
