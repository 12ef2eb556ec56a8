import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { testApp, yaml } from '../../support/app.ts'
import { caller } from '../../support/caller.ts'
import { errorResponse, readResponse } from '../../support/responses.ts'

const PATHS = ['/openapi.yaml', '/openapi.json', '/healthz', '/readyz']

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
    const { call, send } = await caller()
    const response = await call(path, { headers: { Authorization: 'Bearer x' } })
    expect([response.status, response.headers.get('x-ratelimit-limit')]).toEqual([200, null])
    expect((await send('/api/v1/me')).headers.get('x-ratelimit-remaining')).toBe('59')
  })

  test('has HEAD and OPTIONS, and refuses other methods', async () => {
    const { call } = testApp()
    const head = await call(path, { method: 'HEAD' })
    expect([head.status, await head.text(), head.headers.has('x-request-id')]).toEqual([200, '', true])
    const options = await call(path, { method: 'OPTIONS' })
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS'])
    expect(await readResponse(await call(path, { method: 'POST' }))).toEqual(errorResponse(405))
  })
})
