import { describe, expect, test } from 'vitest'
import { openConversation } from '../../../conformance/exchange/conversation.ts'
import type { ReceivedResponse } from '../../../conformance/exchange/exchange.ts'
import type { ServerMutant } from '../../../conformance/in-process/server-mutant.ts'
import { createInProcess } from '../../../conformance/in-process/target.ts'
import { EXPIRING_TOKEN } from '../../../conformance/in-process/test-data/users.ts'
import type { Fault } from '../../../conformance/target.ts'
import { textOf } from '../../../server/database/sqlite/statements.ts'

async function start(mutant?: ServerMutant) {
  const target = await createInProcess(mutant)
  const conversation = openConversation(target)
  async function send(
    method: string,
    path: string,
    token?: string,
    json?: unknown,
    key?: string,
  ): Promise<ReceivedResponse> {
    const headers = {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(json !== undefined && { 'Content-Type': 'application/json' }),
      ...(key !== undefined && { 'Idempotency-Key': key }),
    }
    return conversation.send({
      method,
      path: `/api/v1${path}`,
      headers,
      body: json === undefined ? undefined : JSON.stringify(json),
    })
  }
  const login = async (account = 0) => {
    const { json } = await send('POST', '/auth/token', undefined, target.accounts[account])
    return (json as { token: string }).token
  }
  return { target, conversation, send, login }
}

type Started = Awaited<ReturnType<typeof start>>

/** A response without its request id. */
const summaryOf = ({ status, headers, text }: ReceivedResponse) => ({
  status,
  headers: Object.fromEntries([...headers].filter(([name]) => name !== 'x-request-id')),
  text,
})

/** Responses that depend on rows, tokens, counters, numbers, ids and the clock. */
async function tour({ send, login }: Started): Promise<unknown[]> {
  const token = await login()
  const other = await login(1)
  const responses = [
    await send('GET', '/me', token),
    await send('GET', '/invoices?per_page=100', token),
    await send('GET', '/tickets?per_page=100', other),
    await send('GET', '/subscriptions?per_page=100', token),
    await send('POST', '/tickets', token, { subject: 'Same', body: 'again' }, 'key'),
    await send('GET', '/me', 'wrong'),
  ]
  return [token, other, ...responses.map(summaryOf)]
}

describe('reset()', () => {
  /** One change of each kind; some are refused the second time. */
  const changes: ((started: Started, token: string) => Promise<unknown>)[] = [
    ({ send }, token) => send('POST', '/tickets', token, { subject: 'New', body: 'New' }, 'key'),
    ({ send }, token) => send('POST', '/tickets/221/reply', token, { body: 'New' }),
    ({ send }, token) => send('POST', '/subscriptions/138/pause', token),
    ({ send }, token) => send('POST', '/subscriptions/131/resume', token),
    ({ send }, token) => send('POST', '/subscriptions/137/cancel', token, { reason: 'x' }),
    ({ send }, token) => send('POST', '/auth/revoke', token),
    ({ send }) => send('POST', '/auth/token', undefined, { email: 'nobody@example.com', password: 'x' }),
    ({ send }) => send('GET', '/me', EXPIRING_TOKEN),
    ({ send }) => send('GET', '/me', 'wrong'),
    ({ login }) => login(2),
    async ({ target }) => target.clock?.('2027-08-01T00:00:00Z'),
  ]

  test('restores every row, counter and token and the clock', async () => {
    const fresh = await start()
    const expected = {
      stored: await fresh.target.stored?.(),
      tour: await tour(fresh),
      after: await fresh.target.stored?.(),
    }
    expect(expected.after).not.toBe(expected.stored)

    const used = await start()
    // A fixed shuffle, different in each round.
    for (let round = 0; round < 4; round++) {
      for (let step = 0; step < changes.length; step++) {
        await changes[(step * 7 + round * (step + 3)) % changes.length]?.(used, await used.login())
      }
      await used.conversation.reset()
      const found = {
        stored: await used.target.stored?.(),
        tour: await tour(used),
        after: await used.target.stored?.(),
      }
      expect(found).toEqual(expected)
      await used.conversation.reset()
    }
  })

  test.each<Fault>(['error', 'busy', 'limited'])('ends the fault %s', async fault => {
    const started = await start()
    const expected = await tour(started)
    await started.conversation.reset()
    await started.conversation.fault(fault)
    await started.send('GET', '/me', 'wrong')
    await started.conversation.reset()
    expect(await tour(started)).toEqual(expected)
  })
})

describe('a transaction of the app', () => {
  test('is rolled back if it fails, and the next one is stored', async () => {
    const { target, send, login } = await start()
    const token = await login()
    const before = await target.stored?.()
    expect((await send('POST', '/tickets/201/reply', token, { body: 'Late' }, 'key')).status).toBe(422)
    expect((await send('POST', '/tickets', token, {}, 'key')).status).toBe(422)
    // Only the last use of the token differs.
    const withoutUse = (text = '') => text.replaceAll('2026-11-22T12:00:00Z', '')
    expect(withoutUse(await target.stored?.())).toBe(withoutUse(before))
    expect((await send('POST', '/tickets', token, { subject: 'a', body: 'b' }, 'key')).status).toBe(201)
    expect(await target.stored?.()).toContain('TKT-2026-0022')
  })
})

describe('fault()', () => {
  test.each<[Fault, number, string[]]>([
    ['error', 500, []],
    ['busy', 503, ['retry-after']],
    ['limited', 429, ['retry-after', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset']],
  ])('%s affects requests with a valid token and logins', async (fault, status, headers) => {
    const { conversation, send, login, target } = await start()
    const tokens = [await login(), await login(1)]
    await conversation.fault(fault)
    if (fault === 'limited') {
      const last = await Promise.all(tokens.map(token => send('GET', '/me', token)))
      expect(last.map(({ status, headers }) => `${status} ${headers.get('x-ratelimit-remaining')}`)).toEqual([
        '200 0',
        '200 0',
      ])
      // Uses up the login limit, too.
      for (const account of target.accounts) await send('POST', '/auth/token', undefined, account)
    }
    const responses = [
      ...(await Promise.all(tokens.map(token => send('GET', '/me', token)))),
      await send('POST', '/tickets', tokens[0], { subject: 'a', body: 'b' }),
      await send('POST', '/tickets/1/reply', tokens[0], {}),
      ...(await Promise.all(target.accounts.map(account => send('POST', '/auth/token', undefined, account)))),
    ]
    expect(responses.map(response => response.status)).toEqual(responses.map(() => status))
    for (const response of responses) for (const name of headers) expect(response.headers.has(name), name).toBe(true)
    expect(target.stored?.()).not.toContain('TKT-2026-0022')
  })
})

describe('the target', () => {
  test('accepts all accounts, each of another client, one with email and password of maximum length', async () => {
    const { target, send, login } = await start()
    const clients: number[] = []
    for (const index of target.accounts.keys()) {
      const { json } = await send('GET', '/me', await login(index))
      clients.push((json as { data: { client_id: number } }).data.client_id)
    }
    expect(clients).toEqual([4, 5, 6])
    expect([...(target.accounts[2]?.email ?? '')]).toHaveLength(254)
    expect([...(target.accounts[2]?.password ?? '')]).toHaveLength(1024)
  })

  test('stores neither passwords nor tokens in plain text', async () => {
    const { target, login } = await start()
    const [, secret = ''] = (await login()).split('|')
    expect(secret).toHaveLength(48)
    for (const redactSecrets of [secret, ...target.accounts.map(({ password }) => password)]) {
      expect(target.stored?.()).not.toContain(redactSecrets)
    }
    expect(await target.stored?.()).toContain('you@company.com')
  })

  test('has a clock that only clock() moves', async () => {
    const { target, conversation, send, login } = await start()
    await conversation.clock('2027-01-02T03:04:05Z')
    const { json } = await send('GET', '/me', await login())
    expect(json).toMatchObject({ data: { current_token: { created_at: '2027-01-02T03:04:05Z' } } })
    expect(target.now?.()).toBe(Date.parse('2027-01-02T03:04:05Z'))
  })
})

describe('a mutant', () => {
  const statusOf = async (mutant: ServerMutant) => {
    const { target, send, login } = await start(mutant)
    const { status } = await send('GET', '/me', await login())
    return { name: target.name, status }
  }

  test('is part of the name of the target', async () => {
    expect((await statusOf({ name: 'does nothing' })).name).toBe('app in process that does nothing')
    expect((await createInProcess()).name).toBe('app in process')
  })

  test('can wrap the database', async () => {
    const database: ServerMutant['database'] = inner => ({
      ...bound(inner),
      one: (sql, params) => (textOf(sql).includes('secret_hash') ? Promise.resolve(undefined) : inner.one(sql, params)),
    })
    expect((await statusOf({ name: 'loses tokens', database })).status).toBe(401)
  })

  test('can replace parts of the app', async () => {
    const deps: ServerMutant['deps'] = ({ settings }) => ({
      settings: { ...settings, publicUrl: 'https://elsewhere.example' },
    })
    const { send, login } = await start({ name: 'links elsewhere', deps })
    const { json } = await send('GET', '/tickets', await login())
    expect(json).toMatchObject({ meta: { path: 'https://elsewhere.example/api/v1/tickets' } })
  })

  test('can wrap the app, has tokens of the accounts, and is created again after each reset', async () => {
    let starts = 0
    const seen: string[] = []
    const fetch: ServerMutant['fetch'] = (inner, { tokenOf }) => {
      starts++
      return async request => {
        seen.push(await tokenOf(1))
        const asked = new Request(request, { headers: { Authorization: `Bearer ${await tokenOf(1)}` } })
        return inner(asked)
      }
    }
    const { conversation, send } = await start({ name: 'treats everyone as Bjørn', fetch })
    for (const round of [1, 2]) {
      const { json } = await send('GET', '/me')
      expect(json).toMatchObject({ data: { client_id: 5 } })
      expect(starts).toBe(round)
      await conversation.reset()
    }
    expect(new Set(seen).size).toBe(1)
  })
})

/** The methods of a database, bound to it. */
const bound = (database: Parameters<NonNullable<ServerMutant['database']>>[0]) => ({
  lock: database.lock.bind(database),
  one: database.one.bind(database),
  all: database.all.bind(database),
  run: database.run.bind(database),
  read: database.read.bind(database),
  write: database.write.bind(database),
  isShared: database.isShared,
  close: database.close.bind(database),
})
