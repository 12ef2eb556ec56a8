import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFormEncoded, rawQuery } from '../../../server/http/fields.ts'
import { caller } from '../../support/caller.ts'
import { operations } from '../../support/operations.ts'
import { readResponse, validationError } from '../../support/responses.ts'

const LISTS = ['/api/v1/invoices', '/api/v1/tickets', '/api/v1/subscriptions']

/** Shared by all tests, because they only read. */
const reader = await caller({ settings: { rateLimit: 1_000_000 } })

const get = async (path: string) => readResponse(await reader.send(path))

describe.each(LISTS)('the query of %s', path => {
  test.each(['?status=&per_page=', '?status&per_page&page&max_id', '?', '?&&', '?page=&max_id='])(
    'ignores empty values: %s',
    async query => {
      const [{ data, meta }, all] = [await get(path + query), await get(path)]
      expect({ data, meta }).toEqual({ data: all.data, meta: all.meta })
    },
  )

  test.each([
    ['?stauts=open', 'stauts'],
    ['?stauts=', 'stauts'],
    ['?stauts', 'stauts'],
    ['?Status=open', 'Status'],
    ['?status[]=open', 'status[]'],
    ['?per_page=5&limit=5', 'limit'],
    ['?%zz=1', '%zz'],
    ['?q=1&q=1', 'q'],
    ['?q=%zz', 'q'],
    ['?constructor=1', 'constructor'],
  ])('has no unknown parameters: %s', async (query, field) => {
    const printed = field.replaceAll('_', ' ')
    expect(await get(path + query)).toEqual(validationError({ [field]: `The ${printed} field is prohibited.` }))
  })

  test.each(['page=1&page=2', 'page=1&page=1', 'page=&page=1', 'page=1&p%61ge=1', 'page=1&page='])(
    'has each parameter once: %s',
    async query => {
      expect(await get(`${path}?${query}`)).toEqual(validationError({ page: 'The page field must not be repeated.' }))
    },
  )

  test.each([
    ['status=%', 'status'],
    ['status=%zz', 'status'],
    ['status=%ff', 'status'],
    ['status=%c0%80', 'status'],
    ['status=%ED%A0%80', 'status'],
    ['page=%e2%82', 'page'],
  ])('has only UTF-8 in percent-encoding: %s', async (query, field) => {
    const message = `The ${field} field must not contain invalid characters.`
    expect(await get(`${path}?${query}`)).toEqual(validationError({ [field]: message }))
  })

  test.each(['status=%00', 'page=%00', 'max_id=1%00', 'per_page=\u{1F600}'])(
    'has no NUL and no other characters in numbers: %s',
    async query => {
      expect(await get(`${path}?${query}`)).toMatchObject({ status: 422, code: 'validation_failed' })
    },
  )

  test.each([
    '1e1',
    '0x10',
    '+2',
    '%2B2',
    '2.0',
    '+5',
    '%205',
    '5%20',
    '007',
    '00',
    '1_000',
    '1,0',
    '٣',
    'Infinity',
    'NaN',
    '-0',
    '1n',
    '0b1',
    '%EF%BC%95',
  ])('has only plain decimal integers, not %s', async text => {
    for (const field of ['page', 'per_page', 'max_id']) {
      const message = `The ${field.replace('_', ' ')} field must be an integer.`
      expect(await get(`${path}?${field}=${text}`)).toEqual(validationError({ [field]: message }))
    }
  })

  test.each([
    ['page', '0', 'must be at least 1.'],
    ['page', '-1', 'must be at least 1.'],
    ['page', '2147483648', 'must not be greater than 2147483647.'],
    ['per_page', '0', 'must be at least 1.'],
    ['per_page', '101', 'must not be greater than 100.'],
    ['max_id', '0', 'must be at least 1.'],
    ['max_id', '9007199254740992', 'must not be greater than 9007199254740991.'],
    ['max_id', '99999999999999999999', 'must not be greater than 9007199254740991.'],
    ['max_id', '9'.repeat(400), 'must be an integer.'],
  ])('limits %s: %s', async (field, text, rule) => {
    const message = `The ${field.replace('_', ' ')} field ${rule}`
    expect(await get(`${path}?${field}=${text}`)).toEqual(validationError({ [field]: message }))
  })

  test.each(['page=1', 'page=2147483647', 'per_page=1', 'per_page=100', 'max_id=1', 'max_id=9007199254740991'])(
    'may be %s',
    async query => {
      expect(await get(`${path}?${query}`)).toMatchObject({ status: 200 })
    },
  )
})

test('a status is trimmed, and + means a space', async () => {
  expect(await get('/api/v1/invoices?status=+paid%09')).toMatchObject({ status: 200, meta: { total: 2 } })
  const result = await get('/api/v1/invoices?status=partially+paid')
  expect(result).toEqual(validationError({ status: 'The selected status is invalid.' }))
})

describe.each(operations.filter(({ hasQuery }) => !hasQuery))('$id', operation => {
  test('ignores a query, because it declares none', async () => {
    const { call, token } = await caller()
    const path = `${operation.path}?stauts=1&page=x&page=%zz&id=1&%00`
    const response = await call(path, {
      method: operation.method,
      token,
      ...(operation.body && { json: operation.body }),
    })
    expect(await response.clone().text()).not.toContain('prohibited')
    expect(response.ok).toBe(true)
  })
})

describe('parseFormEncoded', () => {
  test('reads what URLSearchParams writes, unless a key is repeated', () => {
    const texts = fc.uniqueArray(
      fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme', minLength: 1 })),
      {
        selector: ([key]) => key,
      },
    )
    fc.assert(
      fc.property(texts, pairs => {
        const { values, keys, repeated, malformed } = parseFormEncoded(new URLSearchParams(pairs).toString())
        expect(Object.entries(values).sort()).toEqual(pairs.toSorted())
        expect([keys, repeated, malformed]).toEqual([pairs.map(([key]) => key), [], []])
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  test('never throws, and reads the same as URLSearchParams when nothing is malformed', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '=', '&', '%', '2', 'F', '+', 'é', '\0', '_') })
    fc.assert(
      fc.property(text, sent => {
        const { keys, repeated, malformed } = parseFormEncoded(sent)
        const named = [...new URLSearchParams(sent)].map(([key]) => key)
        fc.pre(malformed.length === 0)
        expect(keys).toEqual([...new Set(named)])
        expect(repeated).toEqual([...new Set(named.filter((key, at) => named.indexOf(key) !== at))])
      }),
      { seed: 1, numRuns: 1000, maxSkipsPerRun: 1000 },
    )
  })
})

test.each([
  ['http://x/a', ''],
  ['http://x/a?', ''],
  ['http://x/a?b=?&c', 'b=?&c'],
  ['http://x/a?b#c?d', 'b'],
  ['http://x/a#b', ''],
])('the query of %s is %j', (url, query) => {
  expect(rawQuery(url)).toBe(query)
})
