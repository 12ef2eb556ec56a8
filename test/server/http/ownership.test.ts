import { describe, expect, test } from 'vitest'
import { ACME, BJORN, type Call } from '../../support/app.ts'
import { caller } from '../../support/caller.ts'
import { type OperationUnderTest, operations } from '../../support/operations.ts'
import { errorResponse, notFound, readResponse, validationError } from '../../support/responses.ts'
import { stateOf } from '../../support/state.ts'

const withId = operations.filter(({ hasId }) => hasId)
const singular = ({ tag }: OperationUnderTest) => tag.slice(0, -1)
const SETTINGS = { settings: { rateLimit: 1_000_000 } }

/** All records of both clients. */
const IDS: Record<string, Record<'acme' | 'bjorn', number[]>> = {
  Invoices: { acme: [101, 103, 104, 106, 107, 109, 110, 112], bjorn: [102, 105, 108, 111] },
  Tickets: { acme: [201, 202, 203, 204, 205], bjorn: [206] },
  Subscriptions: { acme: [31, 32, 33, 34], bjorn: [35] },
}

test.each(['Invoices', 'Tickets', 'Subscriptions'])('the demo data has no other %s', async tag => {
  const { database } = await caller()
  const rows = await database.all<{ id: number }>(`SELECT id FROM ${tag.toLowerCase()} ORDER BY id`)
  const { acme, bjorn } = IDS[tag] as (typeof IDS)[string]
  expect(rows.map(({ id }) => id)).toEqual([...acme, ...bjorn].sort((a, b) => a - b))
})

describe.each(withId)('$id', operation => {
  const call = (extra: Call = {}): Call => ({
    method: operation.method,
    ...(operation.body && { json: operation.body }),
    ...extra,
  })

  test.each([
    ['acme', ACME, 'bjorn'],
    ['bjorn', BJORN, 'acme'],
  ] as const)('is 403 for %s on every record of the other client, and changes nothing', async (_, email, other) => {
    const { send, database } = await caller(SETTINGS, email)
    await send('/api/v1/me')
    const before = await stateOf(database)
    for (const id of IDS[operation.tag]?.[other] ?? []) {
      const response = await send(operation.pathOf(id), call())
      expect([response.headers.get('etag'), await readResponse(response)], `${id}`).toEqual([null, errorResponse(403)])
      const keyed = await send(
        operation.pathOf(id),
        call({ headers: { 'Idempotency-Key': 'k', 'If-None-Match': '*' } }),
      )
      expect([keyed.headers.get('etag'), await readResponse(keyed)], `${id} with headers`).toEqual([
        null,
        errorResponse(403),
      ])
    }
    expect(await stateOf(database)).toBe(before)
  })

  test.each([
    'abc',
    '0',
    '-1',
    '+1',
    '1e2',
    '0106',
    '106.0',
    '0x6a',
    '1_0',
    '%20106',
    '106%20',
    '106%0A',
    '106%00',
    '106%2F',
    '٣',
    '%D9%A3',
    '%zz',
    '%ff',
    '9007199254740992',
    '9007199254740993',
    '99999999999999999999',
    '9'.repeat(5000),
    'null',
    '106,107',
    '106;x',
  ])('is 404 for the id %s', async id => {
    const { send } = await caller()
    expect(await readResponse(await send(operation.pathOf(id), call()))).toEqual(notFound(singular(operation)))
  })

  test.each([999_999, Number.MAX_SAFE_INTEGER])('is 404 for the unknown id %i', async id => {
    const { send } = await caller()
    expect(await readResponse(await send(operation.pathOf(id), call()))).toEqual(notFound(singular(operation)))
  })

  test('accepts a percent-encoded id', async () => {
    const { send } = await caller()
    const encoded = operation.path.replace(/\d{2,}/, digits => [...digits].map(digit => `%3${digit}`).join(''))
    const response = await send(encoded, call())
    expect(response.ok, `${encoded}: ${await response.text()}`).toBe(true)
  })
})

describe.each(operations.filter(({ body }) => body))('$id', operation => {
  test.each(['id', 'client_id', 'status', 'created_at', 'user_id', 'created_by', 'number', 'author'])(
    'refuses a body with %s, and changes nothing',
    async field => {
      const { send, database } = await caller()
      await send('/api/v1/me')
      const before = await stateOf(database)
      const json = { ...operation.body, [field]: 5 }
      const response = await readResponse(await send(operation.path, { method: operation.method, json }))
      expect(response).toEqual(validationError({ [field]: `The ${field.replace('_', ' ')} field is prohibited.` }))
      expect(await stateOf(database)).toBe(before)
    },
  )
})

test.each(['/api/v1/invoices', '/api/v1/tickets', '/api/v1/subscriptions'])(
  'no filter of %s returns a record of the other client',
  async path => {
    const { send } = await caller(SETTINGS)
    const tag = { invoices: 'Invoices', tickets: 'Tickets', subscriptions: 'Subscriptions' }[
      path.split('/').at(-1) ?? ''
    ]
    const foreign = IDS[tag ?? '']?.bjorn ?? []
    const statuses = [
      'unpaid',
      'partially_paid',
      'paid',
      'overdue',
      'void',
      'refunded',
      'open',
      'answered',
      'on_hold',
      'resolved',
      'closed',
      'trialing',
      'active',
      'past_due',
      'paused',
      'cancelled',
    ]
    const queries = ['', ...statuses.map(status => `status=${status}`), ...foreign.map(id => `max_id=${id}&per_page=1`)]
    const seen = new Set<number>()
    for (const query of queries) {
      const { data } = await readResponse(await send(`${path}?${query}`))
      for (const { id } of (data as { id: number }[] | undefined) ?? []) seen.add(id)
    }
    expect([...seen].filter(id => foreign.includes(id))).toEqual([])
    expect(seen.size).toBe(IDS[tag ?? '']?.acme.length)
  },
)
