import { describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { ACME, ACME_SECOND, BJORN, type Call, testApp } from '../../support/app.ts'

interface Created {
  token: string
  token_name: string
  user: object
}

const app = () => {
  const opened = testApp({ settings: { loginRateLimit: 1000, loginAddressRateLimit: 1000 } })
  const create = async (json: object = {}, email = ACME) => {
    const response = await opened.call('/api/v1/auth/token', { json: { email, password: DEMO_PASSWORD, ...json } })
    return { status: response.status, body: (await response.json()) as Created }
  }
  const me = async (call: Call) => {
    const response = await opened.call('/api/v1/me', call)
    return { status: response.status, body: await response.json() }
  }
  return { ...opened, create, me }
}

describe('getMe', () => {
  it('returns the user, the client and the token of the request', async () => {
    const { clock, create, me } = app()
    const { token } = (await create({ name: 'My laptop' })).body
    clock.set('2026-11-22T12:01:30.900Z')
    expect(await me({ token })).toEqual({
      status: 200,
      body: {
        data: {
          id: 7,
          email: 'you@company.com',
          client_id: 4,
          client_name: 'Acme Corp',
          name: 'Jordan Avery',
          created_at: '2026-01-04T09:12:00Z',
          current_token: {
            id: Number(token.split('|')[0]),
            name: 'My laptop',
            created_at: '2026-11-22T12:00:00Z',
            last_used_at: '2026-11-22T12:01:30Z',
            expires_at: null,
          },
        },
      },
    })
  })

  it('distinguishes the tokens of a user', async () => {
    const { create, me } = app()
    const [laptop, server] = [await create({ name: 'Laptop' }), await create({ name: 'Server' })]
    expect(laptop.body.token).not.toBe(server.body.token)
    for (const [name, { token }] of [
      ['Laptop', laptop.body],
      ['Server', server.body],
    ] as const) {
      expect(await me({ token })).toMatchObject({ status: 200, body: { data: { id: 7, current_token: { name } } } })
    }
  })

  it('returns when the token expires, and from that second 401', async () => {
    const { clock, create, me, database } = app()
    const { token } = (await create()).body
    await database.run(`UPDATE tokens SET expires_at = '2026-11-22T13:00:00Z'`)
    clock.set('2026-11-22T12:59:59.999Z')
    expect(await me({ token })).toMatchObject({
      status: 200,
      body: { data: { current_token: { expires_at: '2026-11-22T13:00:00Z' } } },
    })
    clock.set('2026-11-22T13:00:00Z')
    expect(await me({ token })).toMatchObject({ status: 401 })
  })
})

describe('createToken', () => {
  it.each([
    [ACME, { id: 7, email: 'you@company.com', client_id: 4, client_name: 'Acme Corp' }],
    [ACME_SECOND, { id: 8, email: 'ap@acme.example', client_id: 4, client_name: 'Acme Corp' }],
    [BJORN, { id: 9, email: 'soren@bjorn-son.example', client_id: 5, client_name: 'Bjørn & Søn ApS' }],
    ['YOU@Company.COM', { id: 7, email: 'you@company.com', client_id: 4, client_name: 'Acme Corp' }],
  ])('for %s returns the user of the token, without an envelope', async (email, user) => {
    const { create } = app()
    expect(await create({}, email)).toEqual({
      status: 200,
      body: { token: expect.stringMatching(/^[1-9]\d*\|[A-Za-z0-9]{40}[0-9a-f]{8}$/), token_name: 'API token', user },
    })
  })

  it.each([
    [undefined, 'API token'],
    [null, 'API token'],
    [' My laptop ', 'My laptop'],
    ['CI → 東京 🎄', 'CI → 東京 🎄'],
    ['x'.repeat(255), 'x'.repeat(255)],
    ['🎄'.repeat(255), '🎄'.repeat(255)],
  ])('with the name %j returns the name, and so does getMe', async (name, called) => {
    const { create, me } = app()
    const { body } = await create(name === undefined ? {} : { name })
    expect(body.token_name).toBe(called)
    expect(await me({ token: body.token })).toMatchObject({ body: { data: { current_token: { name: called } } } })
  })

  it('treats an empty name in a form as missing', async () => {
    const { call } = app()
    const response = await call('/api/v1/auth/token', {
      body: new URLSearchParams({ email: ACME, password: DEMO_PASSWORD, name: '' }).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    })
    expect(await response.json()).toMatchObject({ token_name: 'API token' })
  })

  it.each([
    ['', 'The name field is required.'],
    ['  ', 'The name field is required.'],
    ['x'.repeat(256), 'The name field must not be greater than 255 characters.'],
    [7, 'The name field must be a string.'],
  ])('refuses the name %j', async (name, message) => {
    const { create } = app()
    expect(await create({ name })).toEqual({
      status: 422,
      body: { message, code: 'validation_failed', errors: { name: [message] } },
    })
  })
})

describe('revokeToken', () => {
  it('revokes only the token of the request', async () => {
    const { call, create, me } = app()
    const [gone, kept] = [(await create()).body.token, (await create()).body.token]
    const response = await call('/api/v1/auth/revoke', { method: 'POST', token: gone })
    expect([response.status, await response.json()]).toEqual([200, { message: 'Token revoked.' }])
    expect(await me({ token: gone })).toMatchObject({ status: 401, body: { message: 'Unauthenticated.' } })
    expect((await me({ token: kept })).status).toBe(200)
  })
})
