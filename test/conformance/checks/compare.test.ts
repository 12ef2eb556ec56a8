import { expect, test } from 'vitest'
import { compare } from '../../../conformance/checks/compare.ts'
import type { ReceivedResponse } from '../../../conformance/exchange/exchange.ts'
import type { Expected } from '../../../conformance/validation/request.ts'

const response = (status: number, json: unknown): ReceivedResponse => ({
  status,
  json,
  headers: new Map(),
  bytes: new Uint8Array(),
  text: '',
})
const accepted = (values: Record<string, unknown> = {}): Expected => ({ accepted: true, values })
const refused = (...declared: string[]): Expected => ({
  accepted: false,
  statuses: [422],
  why: 'why',
  fields: { declared: new Set(declared), unknown: new Set(['u']) },
})
const errors = (...names: string[]) => ({ message: 'm', errors: Object.fromEntries(names.map(name => [name, ['m']])) })

test.each<[rule: string | undefined, expected: Expected, response: ReceivedResponse]>([
  [undefined, accepted(), response(200, {})],
  [undefined, accepted(), response(304, undefined)],
  ['acceptance', accepted(), response(422, errors('a'))],
  ['acceptance', accepted(), response(500, undefined)],
  ['refusal', refused('a'), response(200, {})],
  ['refusal', refused('a'), response(400, {})],
  [undefined, refused('a'), response(422, errors('a', 'u'))],
  ['fields', refused('a'), response(422, errors('u'))],
  ['fields', refused('a'), response(422, errors('a'))],
  ['fields', refused('a'), response(422, errors('a', 'u', 'b'))],
  ['fields', refused('a'), response(422, { message: 'm', errors: { a: 'm', u: 'm' } })],
  [undefined, accepted({ name: 'x' }), response(201, { data: { name: 'x' } })],
  [undefined, accepted({ email: 'A@b' }), response(200, { user: { email: 'a@b' } })],
  [undefined, accepted({ at: '2026-12-24T01:00:00.5+01:00' }), response(200, { data: { at: '2026-12-24T00:00:00Z' } })],
  [undefined, accepted({ at: '2026-12-24' }), response(200, { data: { at: '2026-12-24T00:00:00Z' } })],
  ['echo', accepted({ at: '2026-12-24' }), response(200, { data: { at: '2026-12-25T00:00:00Z' } })],
  ['echo', accepted({ name: '<b>' }), response(201, { data: { name: '&lt;b&gt;' } })],
])('%s: %j %j', (rule, expected, response) => {
  expect(compare(expected, response)?.rule).toBe(rule)
})

test('at least 20 of many unknown fields must be named', () => {
  const names = Array.from({ length: 30 }, (_, at) => `u${at}`)
  const fields = { declared: new Set<string>(), unknown: new Set(names) }
  const expected: Expected = { accepted: false, statuses: [422], why: 'why', fields }
  expect(compare(expected, response(422, errors(...names.slice(0, 20))))).toBeUndefined()
  expect(compare(expected, response(422, errors(...names.slice(0, 19))))?.rule).toBe('fields')
})
