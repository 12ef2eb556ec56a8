import { describe, expect, test } from 'vitest'
import { type Database, DatabaseUnavailable, type Queries } from '../../../server/database/database.ts'
import { ACME } from '../../support/app.ts'
import { type Caller, caller } from '../../support/caller.ts'
import { replacing } from '../../support/replacing.ts'
import { errorResponse, notFound, readResponse, validationError } from '../../support/responses.ts'
import { stateOf } from '../../support/state.ts'

interface Sent {
  method: string
  path: string
  token: string
  body: string
  type: string
  key?: string
}

/** An error in a request, with the expected response. */
interface RequestError {
  name: string
  spoil(sent: Sent): Partial<Sent>
  response: object
  /** Prepares the app. */
  prepare?(session: Caller, sent: Sent): Promise<unknown>
}

const KEEP = `
  INSERT INTO idempotency_keys (client_id, user_id, method, path, key, fingerprint, status, body, location, created_at)
  VALUES (4, 7, 'POST', :path, 'used', 'of another request', 201, '{}', NULL, '2026-11-22T12:00:00Z')`

const atTicket =
  (id: string) =>
  ({ path }: Sent) => ({ path: path.replace(/tickets\/[^/]+/, `tickets/${id}`) })

/** In the contract's order: the response is for the first one that applies. */
const replyErrors: RequestError[] = [
  { name: 'an unknown path', spoil: ({ path }) => ({ path: `${path}x` }), response: notFound() },
  { name: 'a wrong method', spoil: () => ({ method: 'PUT' }), response: errorResponse(405) },
  { name: 'a bad token', spoil: () => ({ token: '1|x' }), response: errorResponse(401) },
  {
    name: 'too many requests',
    spoil: () => ({}),
    response: errorResponse(429),
    prepare: async ({ send }) => Promise.all(Array.from({ length: 60 }, () => send('/api/v1/me'))),
  },
  { name: 'an invalid id', spoil: atTicket('0202'), response: notFound('Ticket') },
  { name: 'an unknown id', spoil: atTicket('999999'), response: notFound('Ticket') },
  { name: 'a foreign id', spoil: atTicket('206'), response: errorResponse(403) },
  { name: 'a body too large', spoil: () => ({ body: 'x'.repeat(65_537) }), response: errorResponse(413) },
  { name: 'another media type', spoil: () => ({ type: 'text/plain' }), response: errorResponse(415) },
  { name: 'a malformed body', spoil: () => ({ body: '{' }), response: errorResponse(400) },
  {
    name: 'an invalid key',
    spoil: () => ({ key: '""' }),
    response: validationError({ idempotency_key: 'The idempotency key field is required.' }),
  },
  {
    name: 'a key used before',
    spoil: () => ({ key: 'used' }),
    response: { status: 422, code: 'idempotency_key_reused' },
    prepare: ({ database }, { path }) => database.run(KEEP, { path }),
  },
  {
    name: 'an invalid field',
    spoil: () => ({ body: '{"body":""}' }),
    response: validationError({ body: 'The body field is required.' }),
  },
  { name: 'a closed ticket', spoil: atTicket('201'), response: { status: 422, code: 'invalid_state' } },
]

const loginErrors: RequestError[] = [
  { name: 'a body too large', spoil: () => ({ body: 'x'.repeat(65_537) }), response: errorResponse(413) },
  { name: 'another media type', spoil: () => ({ type: 'text/plain' }), response: errorResponse(415) },
  { name: 'a malformed body', spoil: () => ({ body: '{' }), response: errorResponse(400) },
  {
    name: 'an invalid field',
    spoil: () => ({ body: JSON.stringify({ email: ACME }) }),
    response: validationError({ password: 'The password field is required.' }),
  },
  {
    name: 'too many password checks',
    spoil: () => ({}),
    response: errorResponse(429),
    prepare: async ({ login }) => [await login(), await login(), await login(), await login()],
  },
  {
    name: 'a wrong password',
    spoil: () => ({ body: JSON.stringify({ email: ACME, password: 'x' }) }),
    response: validationError({ email: 'The provided credentials are incorrect.' }),
  },
]

/** Each error combined with each later one. */
const pairs = (errors: RequestError[]) =>
  errors.flatMap((first, at) => errors.slice(at + 1).map(second => [first.name, second.name, first, second] as const))

async function sendWith(sent: Sent, errors: RequestError[]) {
  const session = await caller()
  sent.token = session.token
  for (const { spoil } of errors.toReversed()) Object.assign(sent, spoil(sent))
  for (const { prepare } of errors) await prepare?.(session, sent)
  await session.send('/api/v1/me')
  const before = await stateOf(session.database)
  const { method, path, token, body, type, key } = sent
  const headers = { 'Content-Type': type, ...(key && { 'Idempotency-Key': key }) }
  const response = await readResponse(await session.call(path, { method, token, body, headers }))
  return { response, isUnchanged: (await stateOf(session.database)) === before }
}

const reply = (): Sent => ({
  method: 'POST',
  path: '/api/v1/tickets/202/reply',
  token: '',
  body: '{"body":"b"}',
  type: 'application/json',
})

const login = (): Sent => ({
  method: 'POST',
  path: '/api/v1/auth/token',
  token: '',
  body: JSON.stringify({ email: ACME, password: 'x' }),
  type: 'application/json',
})

describe('replyToTicket', () => {
  test.each(replyErrors.map(error => [error.name, error] as const))('is refused for %s', async (_, error) => {
    const { response, isUnchanged } = await sendWith(reply(), [error])
    expect(response).toMatchObject(error.response)
    expect(isUnchanged).toBe(true)
  })

  test.each(pairs(replyErrors))('is refused for %s before %s', async (_, __, first, second) => {
    const { response, isUnchanged } = await sendWith(reply(), [first, second])
    expect(response).toMatchObject(first.response)
    expect(isUnchanged).toBe(true)
  })

  test('is refused for the first of all errors together', async () => {
    for (const [at, first] of replyErrors.entries()) {
      const { response } = await sendWith(reply(), replyErrors.slice(at))
      expect(response).toMatchObject(first.response)
    }
  })
})

describe('createToken', () => {
  test.each(loginErrors.map(error => [error.name, error] as const))('is refused for %s', async (_, error) => {
    const { response, isUnchanged } = await sendWith(login(), [error])
    expect(response).toMatchObject(error.response)
    expect(isUnchanged).toBe(true)
  })

  test.each(pairs(loginErrors))('is refused for %s before %s', async (_, __, first, second) => {
    const { response, isUnchanged } = await sendWith(login(), [first, second])
    expect(response).toMatchObject(first.response)
    expect(isUnchanged).toBe(true)
  })
})

test('an invalid resume_at comes before an invalid state', async () => {
  const { send } = await caller()
  const response = await readResponse(
    await send('/api/v1/subscriptions/32/pause', { json: { resume_at: '2020-01-01' } }),
  )
  expect(response).toEqual(validationError({ resume_at: 'The resume at field must be a date after now.' }))
})

test('the owner is looked up separately only when the request is invalid', async () => {
  const queries: string[] = []
  const { send } = await caller({
    wrap: database =>
      new Proxy(database, {
        get(target, name) {
          const member = Reflect.get(target, name)
          if (typeof member !== 'function') return member
          return (...parameters: unknown[]) => {
            queries.push(String(parameters[0]))
            return Reflect.apply(member, target, parameters)
          }
        },
      }),
  })
  await send('/api/v1/invoices/106')
  expect(queries.filter(sql => sql.startsWith('SELECT client_id'))).toEqual([])
  await send('/api/v1/tickets/202/reply', { json: {} })
  expect(queries.filter(sql => sql.startsWith('SELECT client_id'))).toHaveLength(1)
})

/** After a statement with this piece has failed, all others fail differently, as PostgreSQL refuses them until the rollback. */
function abortedAt(piece: string) {
  const refused: string[] = []
  const failing = (queries: Queries): Queries => {
    let hasFailed = false
    return new Proxy(queries, {
      get: (target, name: keyof Queries) => async (text: string, params: object) => {
        if (hasFailed) {
          refused.push(text)
          throw new Error('current transaction is aborted')
        }
        hasFailed = text.includes(piece)
        if (hasFailed) throw new DatabaseUnavailable('could not serialize access')
        return Reflect.apply(target[name], target, [text, params])
      },
    })
  }
  const wrap = (database: Database): Database =>
    replacing(database, { write: work => database.write(queries => work(failing(queries))) })
  return { refused, wrap }
}

test.each([
  ['with a key', 'INSERT INTO idempotency_keys', { 'Idempotency-Key': 'k' }],
  ['with a key, after the claim', 'UPDATE tickets', { 'Idempotency-Key': 'k' }],
  ['without a key', 'UPDATE tickets', {}],
])('after an error of the database, the transaction is not used again: %s', async (_, piece, headers) => {
  const { refused, wrap } = abortedAt(piece)
  const { send } = await caller({ wrap })
  const response = await readResponse(await send('/api/v1/tickets/202/reply', { json: { body: 'b' }, headers }))
  expect(response).toEqual(errorResponse(503))
  expect(refused).toEqual([])
})
