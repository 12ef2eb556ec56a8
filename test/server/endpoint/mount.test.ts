import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { faultyDatabase } from '../../../conformance/in-process/faulty-database.ts'
import { ChangeUnconfirmed, DatabaseUnavailable, type Queries } from '../../../server/database/database.ts'
import { textOf } from '../../../server/database/sqlite/statements.ts'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { type MountServices, mount } from '../../../server/endpoint/mount.ts'
import type { Env } from '../../../server/http/context.ts'
import type { Handlers } from '../../../server/http/handler-types.ts'
import { ACME, testApp } from '../../support/app.ts'
import { caller } from '../../support/caller.ts'
import { operations } from '../../support/operations.ts'
import { plainPasswords } from '../../support/plain-passwords.ts'
import { errorResponse, readResponse } from '../../support/responses.ts'
import { stateOf } from '../../support/state.ts'

const SECRET = 'hunter2'

/** Expects a response that reveals nothing about the error. */
async function expectPlain(response: Response, status: 500 | 503) {
  const sent = await response.clone().text()
  expect(await readResponse(response)).toEqual(errorResponse(status))
  expect(sent).not.toMatch(/hunter2|Error:|SELECT|node_modules|\.ts/)
  expect(response.headers.get('retry-after')).toBe(status === 503 ? '1' : null)
  expect([...response.headers.keys()].filter(name => name.startsWith('x-ratelimit'))).toEqual([])
  expect(response.headers.get('cache-control')).toBe('no-store')
}

describe.each(operations)('$id', operation => {
  const call = { method: operation.method, ...(operation.body && { json: operation.body }) }

  test.each([
    ['error', 500, 'error'],
    ['busy', 503, 'warn'],
  ] as const)('handles a database error (%s) with %i and a log entry', async (fault, status, level) => {
    const { state, wrap } = faultyDatabase()
    const { send, logged } = await caller({ wrap })
    state.fault = fault
    await expectPlain(await send(operation.path, call), status)
    expect(logged.filter(entry => entry.level !== 'info').map(entry => [entry.event, entry.level])).toEqual([
      ['fault', level],
    ])
    state.fault = undefined
    const again = await send(operation.path, call)
    expect(again.ok, await again.text()).toBe(true)
  })
})

describe('an unexpected error', () => {
  const fail = () => Promise.reject(new Error(SECRET))
  const throws = () => {
    throw new Error(SECRET)
  }

  test.each([
    ['the passwords', { passwords: { ...plainPasswords, verify: fail } }, '/api/v1/auth/token'],
    ['the random source', { random: throws }, '/api/v1/auth/token'],
    ['the renderer', { renderer: { render: fail } }, '/api/v1/invoices/106/pdf'],
  ])('in %s gives a 500 without details, and a log entry with them', async (_, broken, path) => {
    const { database, token } = await caller()
    const { call, logged } = testApp({ wrap: () => database, ...broken })
    const json = path.endsWith('token') ? { email: ACME, password: DEMO_PASSWORD } : undefined
    const response = await call(path, { token, ...(json && { json }) })
    const requestId = response.headers.get('x-request-id')
    await expectPlain(response, 500)
    expect(logged).toEqual([
      { level: 'error', event: 'fault', request_id: requestId, error: expect.stringContaining(SECRET) },
      expect.objectContaining({ event: 'request', request_id: requestId, status: 500 }),
    ])
  })

  test.each([
    ['UPDATE idempotency_keys', new Error(SECRET), 500],
    ['INSERT INTO tickets', new Error(SECRET), 500],
    ['INSERT INTO idempotency_keys', new DatabaseUnavailable('disk full'), 503],
    ['INSERT INTO tickets', new DatabaseUnavailable('disk full'), 503],
    ['INSERT INTO tickets', new ChangeUnconfirmed('connection lost'), 500],
  ] as const)('at %s leaves nothing behind, and the same key works later', async (start, error, status) => {
    let isBroken = false
    const failing = (queries: Queries): Queries => ({
      one: (sql, params) =>
        isBroken && textOf(sql).trim().startsWith(start) ? Promise.reject(error) : queries.one(sql, params),
      all: (sql, params) => queries.all(sql, params),
      lock: (sql, params) => queries.lock(sql, params),
      run: (sql, params) =>
        isBroken && textOf(sql).trim().startsWith(start) ? Promise.reject(error) : queries.run(sql, params),
    })
    const { send, database } = await caller({
      wrap: real =>
        new Proxy(real, {
          get(target, name) {
            if (name === 'write') return (work: (q: Queries) => Promise<unknown>) => target.write(q => work(failing(q)))
            const member = Reflect.get(target, name)
            return typeof member === 'function' ? member.bind(target) : member
          },
        }),
    })
    await send('/api/v1/me')
    const before = await stateOf(database)
    const create = () =>
      send('/api/v1/tickets', { json: { subject: 's', body: 'b' }, headers: { 'Idempotency-Key': 'k' } })
    isBroken = true
    await expectPlain(await create(), status)
    expect(await stateOf(database)).toBe(before)
    isBroken = false
    const response = await create()
    expect([response.status, response.headers.get('idempotent-replayed')]).toEqual([201, null])
  })

  test('outside the operations gives the same 500', async () => {
    const readiness = () => {
      throw new Error(SECRET)
    }
    const { call, logged } = await caller({ published: { yaml: '', json: '{}', readiness } })
    await expectPlain(await call('/readyz'), 500)
    expect(logged.filter(({ event }) => event === 'fault')).toHaveLength(1)
  })
})

describe('mount', () => {
  const services = {} as MountServices
  const none = { auth: {}, invoices: {}, tickets: {}, subscriptions: {} } as unknown as Handlers

  test('refuses an operation without a handler', () => {
    expect(() => mount(new Hono<Env>(), none, {}, services)).toThrow('No handler for createToken')
  })

  test('refuses an id without an ownership check', () => {
    const every = new Proxy({}, { get: () => () => ({ status: 200 }) })
    const handlers = { auth: every, invoices: every, tickets: every, subscriptions: every } as unknown as Handlers
    expect(() => mount(new Hono<Env>(), handlers, {}, services)).toThrow(
      'No ownership check for invoices, which getInvoice needs',
    )
  })
})
