import { describe, expect, test } from 'vitest'
import { ACME_SECOND, BJORN, testApp } from '../../support/app.ts'
import { operator } from '../../support/operator.ts'

/** Tokens 1 and 2 of user 7, 3 of user 8 and 4 of user 9, who belongs to another client. */
async function setUp() {
  const app = testApp()
  const run = operator(app.database)
  const tokens = [await app.login(), await app.login(), await app.login(ACME_SECOND), await app.login(BJORN)]
  const statuses = () => Promise.all(tokens.map(async token => (await app.call('/api/v1/me', { token })).status))
  const listed = async (...args: string[]) =>
    ((await run(['token', 'list', ...args, '--json'])).json.data as { id: number }[]).map(({ id }) => id)
  return { run, tokens, statuses, listed }
}

describe('clustrix token', () => {
  test('list shows tokens without their secrets', async () => {
    const { run, tokens } = await setUp()
    const { out, json } = await run(['token', 'list', '--limit', '1', '--json'])
    expect(json.data).toEqual([
      {
        id: 1,
        user_id: 7,
        email: 'you@company.com',
        name: 'API token',
        created_at: '2026-11-22T12:00:00Z',
        last_used_at: null,
        expires_at: null,
      },
    ])
    expect(out).not.toContain(tokens[0]?.split('|')[1])
  })

  test.each([
    [[], [1, 2, 3, 4]],
    [
      ['--after', '2'],
      [3, 4],
    ],
    [
      ['--user', '7'],
      [1, 2],
    ],
    [['--user', BJORN], [4]],
    [
      ['--client', '4'],
      [1, 2, 3],
    ],
    [['--client', '4', '--after', '1', '--limit', '1'], [2]],
  ])('list %j lists %j', async (args, ids) => {
    expect(await (await setUp()).listed(...args)).toEqual(ids)
  })

  test.each([
    [['2'], 'token 2', 1, [200, 401, 200, 200]],
    [['--user', '7'], 'user 7', 2, [401, 401, 200, 200]],
    [['--client', '4'], 'client 4', 3, [401, 401, 401, 200]],
  ])('revoke %j ends them at the next request', async (args, subject, revoked, expected) => {
    const { run, statuses } = await setUp()
    expect((await run(['token', 'revoke', ...args, '--json'])).json.data).toEqual({ revoked })
    expect(await statuses()).toEqual(expected)
    expect((await run(['audit', 'list', '--json'])).json.data).toMatchObject([{ subject, details: { revoked } }])
  })

  test.each([
    [['9'], 1, 'There is no token 9'],
    [['--user', '99'], 1, 'There is no user 99'],
    [['--client', '99'], 1, 'There is no client 99'],
    [[], 2, 'Say which tokens'],
    [['2', '--client', '4'], 2, 'Give only one of them'],
    [['2|secret'], 2, 'whole number'],
  ])('revoke %j is refused', async (args, expected, message) => {
    const { run, statuses } = await setUp()
    const { exitCode, err } = await run(['token', 'revoke', ...args])
    expect({ exitCode, err }).toEqual({ exitCode: expected, err: expect.stringContaining(message) })
    expect(await statuses()).toEqual([200, 200, 200, 200])
  })
})
