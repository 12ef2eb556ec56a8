import { expect, test } from 'vitest'
import { readResponse } from '../../../conformance/exchange/exchange.ts'

const read = (body: string | Uint8Array<ArrayBuffer>) => readResponse(new Response(body, { headers: { 'X-A': '1' } }))

test('reads a complete response', async () => {
  const response = await read('{"a":"ø"}')
  expect(response).toMatchObject({ status: 200, text: '{"a":"ø"}', json: { a: 'ø' } })
  expect(response.headers.get('x-a')).toBe('1')
})

test.each<[what: string, body: Uint8Array<ArrayBuffer>]>([
  ['invalid JSON', new TextEncoder().encode('{')],
  ['50,000 nested arrays', new TextEncoder().encode('['.repeat(50_000) + ']'.repeat(50_000))],
  ['a byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d])],
  ['invalid UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
])('does not parse %s as JSON', async (_, body) => {
  expect((await read(body)).json).toBeUndefined()
})
