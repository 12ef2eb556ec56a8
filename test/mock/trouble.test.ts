import { describe, expect, test } from 'vitest'
import { createScript } from '../../mock/trouble/script.ts'
import type { ScriptRule } from '../../mock/types/index.d.ts'
import { startMock } from './mocked.ts'

const { call, read } = startMock()

describe('failures', () => {
  test.each([
    ['503', 503, 'unavailable'],
    ['429', 429, 'rate_limited'],
  ])('fail=%s responds with the error of the contract and Retry-After', async (fail, status, code) => {
    const response = await read('/api/v1/me', { prefer: `fail=${fail}` })
    expect([response.status, response.body.code, response.headers.get('retry-after')]).toEqual([status, code, '1'])
  })

  test('fail=html-502 responds with the page of a proxy', async () => {
    const response = await call('/api/v1/me', { prefer: 'fail=html-502' })
    expect([response.status, response.headers.get('content-type')]).toEqual([502, 'text/html'])
  })

  test('fail=reset rejects as fetch does, and nothing is done', async () => {
    const world = 'reset'
    const json = { subject: 'Lost', body: 'B' }
    await expect(call('/api/v1/tickets', { world, json, prefer: 'fail=reset' })).rejects.toThrow(TypeError)
    expect((await read('/api/v1/tickets', { world })).body.data[0].subject).not.toBe('Lost')
  })

  test('fail=half-body cuts the response after the request was done', async () => {
    const world = 'half'
    const response = await call('/api/v1/tickets', {
      world,
      json: { subject: 'Done', body: 'B' },
      prefer: 'fail=half-body',
    })
    expect(response.status).toBe(201)
    await expect(response.text()).rejects.toThrow(TypeError)
    expect((await read('/api/v1/tickets', { world })).body.data[0].subject).toBe('Done')
  })

  test.each(['fail=hang', 'delay=60000'])('%s lasts until the client gives up', async prefer => {
    const controller = new AbortController()
    const response = call('/api/v1/me', { prefer, signal: controller.signal })
    controller.abort(new Error('Given up'))
    await expect(response).rejects.toThrow('Given up')
  })
})

describe('scripts', () => {
  const next = (rules: ScriptRule[], operations: string[]) => {
    const script = createScript(rules)
    return operations.map(operation => script.next(operation))
  }

  test('the next two requests of one operation fail, then all is well', () => {
    const rules: ScriptRule[] = [{ operation: 'listInvoices', times: 2, fail: '503' }]
    const operations = ['getMe', 'listInvoices', 'listInvoices', 'listInvoices']
    expect(next(rules, operations)).toEqual([{}, { fail: '503' }, { fail: '503' }, {}])
  })

  test('every third request is slow', () => {
    const slow = { delay: 2000 }
    expect(next([{ every: 3, ...slow }], ['a', 'b', 'c', 'd', 'e', 'f'])).toEqual([{}, {}, slow, {}, {}, slow])
  })

  test('some requests come before the failure', () => {
    expect(next([{ after: 1, times: 1, fail: 'reset' }], ['a', 'a', 'a'])).toEqual([{}, { fail: 'reset' }, {}])
  })

  test('the first rule that matches counts', () => {
    const rules: ScriptRule[] = [{ operation: 'a', code: 404 }, { fail: '503' }]
    expect(next(rules, ['a', 'b'])).toEqual([{ code: 404 }, { fail: '503' }])
  })

  test('are set by PUT and end by DELETE', async () => {
    const world = 'script'
    const status = async () => (await call('/api/v1/me', { world })).status
    await read('/__mock/script', { world, method: 'PUT', json: [{ operation: 'getMe', fail: '503' }] })
    expect(await status()).toBe(503)
    await read('/__mock/script', { world, method: 'DELETE' })
    expect(await status()).toBe(200)
  })

  test.each([
    [{}, 'A script is an array of rules.'],
    [[{ operation: 'nope' }], 'Rule 1: there is no operation nope.'],
    [[{ fail: '503' }, { fail: 'badly' }], 'Rule 2: fail must be one of reset, hang, half-body, html-502, 503, 429.'],
    [[{ every: 0 }], 'Rule 1: every must be a whole number from 1.'],
    [[{ dely: 5 }], 'Rule 1: dely is not known: use operation, after, times, every, delay, fail, code or example.'],
  ])('%j is refused', async (json, message) => {
    const { status, body } = await read('/__mock/script', { method: 'PUT', json })
    expect([status, body.message]).toEqual([422, message])
  })
})
