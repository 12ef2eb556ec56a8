import { describe, expect, test } from 'vitest'
import { type Caller, caller } from '../../support/caller.ts'
import { readResponse, validationError } from '../../support/responses.ts'

const login = { email: 'you@company.com', password: 'p' }
const ticket = { subject: 's', body: 'b' }
const PATHS = {
  createToken: '/api/v1/auth/token',
  createTicket: '/api/v1/tickets',
  replyToTicket: '/api/v1/tickets/202/reply',
  pauseSubscription: '/api/v1/subscriptions/31/pause',
  cancelSubscription: '/api/v1/subscriptions/31/cancel',
}

const post = async ({ send }: Caller, operation: keyof typeof PATHS, json: unknown) =>
  readResponse(await send(PATHS[operation], { json }))

const text = (field: string, limit: number): [string, unknown, string][] => [
  [field, undefined, 'is required.'],
  [field, '', 'is required.'],
  [field, ' \t\r\n\u00A0\u3000\uFEFF', 'is required.'],
  [field, null, 'must be a string.'],
  [field, 5, 'must be a string.'],
  [field, true, 'must be a string.'],
  [field, [], 'must be a string.'],
  [field, ['s'], 'must be a string.'],
  [field, {}, 'must be a string.'],
  [field, 'x'.repeat(limit + 1), `must not be greater than ${limit} characters.`],
  [field, 'a\0', 'must not contain invalid characters.'],
  [field, '\udfff', 'must not contain invalid characters.'],
  [field, `${'x'.repeat(limit)}\0`, 'must not contain invalid characters.'],
]

/** Values of a text that show nothing. */
const invisible = (field: string): [string, unknown, string][] =>
  ['\u200b', '\u200b \u2060\ufeff', '\u00ad', '\u202e\u202c', '\ue000'].map(value => [field, value, 'is required.'])

/** Control characters in a text of one line: C0, C1, and the separators of lines and paragraphs. */
const oneLine = (field: string): [string, unknown, string][] =>
  [
    'Down\r\nBcc: victim@example.org',
    'a\nb',
    'a\tb',
    '\u001b[2J\u0007',
    'a\u007f',
    'a\u0085b',
    'a\u009fb',
    'a\u2028b',
    'a\u2029b',
  ].map(value => [field, value, 'must not contain invalid characters.'])

/** Invalid values of an optional text, which may be absent or null. */
const optional = (field: string, limit: number) =>
  text(field, limit).filter(([, value]) => value !== undefined && value !== null)

const cases: Record<keyof typeof PATHS, { valid: object; wrong: [string, unknown, string][] }> = {
  createToken: {
    valid: login,
    wrong: [
      ...text('email', 254),
      ...['you', '@company.com', 'you@', 'a b@c', 'a@b@c', 'a@b c', 'a@\u00A0b'].map(
        (email): [string, unknown, string] => ['email', email, 'must be a valid email address.'],
      ),
      ...text('password', 1024).filter(([, value]) => typeof value !== 'string' || value.trim() !== '' || value === ''),
      ...optional('name', 255),
      ...invisible('name'),
      ...oneLine('name'),
    ],
  },
  createTicket: {
    valid: ticket,
    wrong: [
      ...text('subject', 255),
      ...invisible('subject'),
      ...oneLine('subject'),
      ...text('body', 20_000),
      ...invisible('body'),
    ],
  },
  replyToTicket: { valid: { body: 'b' }, wrong: [...text('body', 20_000), ...invisible('body')] },
  pauseSubscription: {
    valid: {},
    wrong: [
      ...[
        '',
        ' ',
        'tomorrow',
        '2027-02-29',
        '2027-2-1',
        '2027-13-01',
        '2027-01-01T00:00:00',
        '2027-01-01T24:00:00Z',
        '2027-01-01T00:00:60Z',
        '2027-01-01 00:00:00Z',
        '2027-01-01T00:00:00+24:00',
        '1e10',
      ].map((at): [string, unknown, string] => ['resume_at', at, 'must be a valid date.']),
      ['resume_at', 1_800_000_000, 'must be a string.'],
      ['resume_at', {}, 'must be a string.'],
      ['resume_at', '2027-01-01\0', 'must not contain invalid characters.'],
      ['resume_at', '2026-11-22', 'must be a date after now.'],
      ['resume_at', '2026-11-22T12:00:00Z', 'must be a date after now.'],
      ['resume_at', '2031-11-23', 'must be a date within 5 years.'],
    ],
  },
  cancelSubscription: { valid: {}, wrong: optional('reason', 1000) },
}

describe.each(Object.entries(cases))('%s', (operation, { valid, wrong }) => {
  test.each(wrong)('refuses %s %j: %s', async (field, value, rule) => {
    const result = await post(await caller(), operation as keyof typeof PATHS, { ...valid, [field]: value })
    expect(result).toEqual(validationError({ [field]: `The ${field.replaceAll('_', ' ')} field ${rule}` }))
  })

  test('refuses an unknown field with any value', async () => {
    const session = await caller()
    for (const value of [1, null, '', [], { a: 1 }]) {
      const result = await post(session, operation as keyof typeof PATHS, { ...valid, 'sub-ject_x': value })
      expect(result).toEqual(validationError({ 'sub-ject_x': 'The sub ject x field is prohibited.' }))
    }
  })
})

test.each([
  ['a mark alone', { ...ticket, subject: '\u0301' }],
  ['a symbol alone', { ...ticket, subject: '🦭', body: '€' }],
  ['joined emoji and text from right to left', { ...ticket, subject: '👩\u200d👧 \u200fשלום' }],
  ['line breaks around a subject', { ...ticket, subject: '\r\n s \u2028' }],
  ['control characters in a text of several lines', { ...ticket, body: 'a\r\n\tb\u0085\u001b[0m\u2028c' }],
])('a ticket with %s is valid', async (_, json) => {
  expect(await post(await caller(), 'createTicket', json)).toMatchObject({ status: 201 })
})

test.each([
  ['', '""'],
  ['__', '"__"'],
  ['-_-', '"-_-"'],
  [' ', '" "'],
  ['\u200b', '"\u200b"'],
  ['\n', String.raw`"\n"`],
  ['_id', ' id'],
  ['.', '.'],
])('the name of the unknown field %j is written as %s', async (field, shown) => {
  const result = await post(await caller(), 'createTicket', { ...ticket, [field]: 1 })
  expect(result).toEqual(validationError({ [field]: `The ${shown} field is prohibited.` }))
})

test('long names of unknown fields are cut to 100 characters in messages', async () => {
  const name = '🦭'.repeat(100)
  expect(await post(await caller(), 'createTicket', { ...ticket, [name]: 1, [`${name}x`]: 1 })).toEqual(
    validationError({ [name]: `The ${name} field is prohibited.`, [`${name}x`]: `The ${name}… field is prohibited.` }),
  )
})

test('a 422 quotes a name once, even if it is as long as the body', async () => {
  const { send } = await caller()
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const names = Array.from({ length: 20 }, (_, at) => `${at}${'x'.repeat(3_000)}`)
  for (const body of [`${'x'.repeat(60_000)}=`, names.join('&')]) {
    const response = await send('/api/v1/tickets', { body, headers })
    expect(response.status).toBe(422)
    expect((await response.text()).length).toBeLessThan(body.length + 20 * 200)
  }
})

test.each([
  ['priority', 'top'],
  ['priority', ''],
  ['priority', 'High'],
  ['category', 'general\0'],
  ['category', '__proto__'],
])('an enum refuses %s %j: The selected … is invalid.', async (field, value) => {
  const result = await post(await caller(), 'createTicket', { ...ticket, [field]: value })
  expect(result).toEqual(validationError({ [field]: `The selected ${field} is invalid.` }))
})

test.each([5, [], {}, true])('an enum cannot be %j', async value => {
  const result = await post(await caller(), 'createTicket', { ...ticket, priority: value })
  expect(result).toEqual(validationError({ priority: 'The priority field must be a string.' }))
})

test.each([
  [
    'the longest values',
    { ...login, email: `${'a'.repeat(252)}@b`, password: 'x'.repeat(1024), name: 'x'.repeat(255) },
  ],
  ['the shortest values', { ...login, email: 'a@b', password: ' ' }],
  ['255 emoji as a name', { ...login, name: '\u{1F600}'.repeat(255) }],
])('a login with %s is valid', async (_, json) => {
  const result = await post(await caller(), 'createToken', json)
  expect(result).toEqual(validationError({ email: 'The provided credentials are incorrect.' }))
})

describe('several errors', () => {
  test('are counted, one per field', async () => {
    const session = await caller()
    const subject = 'The subject field is required.'
    const body = 'The body field is required.'
    const priority = 'The selected priority is invalid.'
    expect(await post(session, 'createTicket', ticket)).toMatchObject({ status: 201 })
    expect(await post(session, 'createTicket', { body: 'b' })).toMatchObject({ message: subject })
    expect(await post(session, 'createTicket', {})).toMatchObject({ message: `${subject} (and 1 more error)` })
    expect(await post(session, 'createTicket', { priority: 'x' })).toEqual(validationError({ subject, body, priority }))
  })

  test('are in the order of openapi.yaml, then unknown fields as sent', async () => {
    const { send } = await caller()
    const body = '{"zeta":1,"category":"x","alpha":1,"priority":"x","1":1,"body":""}'
    const response = await send('/api/v1/tickets', { body, headers: { 'Content-Type': 'application/json' } })
    const { message, errors } = await readResponse(response)
    expect(message).toBe('The subject field is required. (and 6 more errors)')
    // In a JavaScript object, a property that looks like an index comes first.
    expect(Object.keys(errors as object)).toEqual(['1', 'subject', 'body', 'priority', 'category', 'zeta', 'alpha'])
  })

  test('of a query are in the order of openapi.yaml, then unknown parameters as sent', async () => {
    const { send } = await caller()
    const response = await send('/api/v1/invoices?z=1&max_id=x&page=0&a=&per_page=1&per_page=1&status=%ff')
    const { message, errors } = await readResponse(response)
    expect(message).toBe('The status field must not contain invalid characters. (and 5 more errors)')
    expect(Object.entries(errors as object)).toEqual([
      ['status', ['The status field must not contain invalid characters.']],
      ['per_page', ['The per page field must not be repeated.']],
      ['page', ['The page field must be at least 1.']],
      ['max_id', ['The max id field must be an integer.']],
      ['z', ['The z field is prohibited.']],
      ['a', ['The a field is prohibited.']],
    ])
  })

  test('include the first 20 unknown fields; the others are counted', async () => {
    const { send } = await caller()
    const body = Array.from({ length: 7000 }, (_, at) => `k${at}=1`).join('&')
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const { status, message, errors } = await readResponse(await send('/api/v1/tickets', { body, headers }))
    expect([status, message]).toEqual([422, 'The subject field is required. (and 7001 more errors)'])
    const named = Array.from({ length: 20 }, (_, at) => `k${at}`)
    expect(Object.keys(errors as object)).toEqual(['subject', 'body', ...named])
  })
})
