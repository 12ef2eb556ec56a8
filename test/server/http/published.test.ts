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

test('a stopping server is alive but not ready', async () => {
  let ready = true
  const { call } = testApp({ published: { yaml, json: '{}', isReady: () => ready } })
  expect(await (await call('/readyz')).json()).toEqual({ status: 'ok' })
  ready = false
  expect((await call('/readyz')).status).toBe(503)
  expect(await (await call('/readyz')).json()).toEqual({ status: 'stopping' })
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
