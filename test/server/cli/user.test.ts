import { describe, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { ACME, testApp } from '../../support/app.ts'
import { operator } from '../../support/operator.ts'

const NEW = ['user', 'add', '--client', '4', '--email', 'New@Acme.example', '--name', 'Jo Doe', '--password-stdin']
const PASSWORD = 'a new password'

const setUp = () => {
  const app = testApp()
  const logIn = async (email: string, password: string) =>
    (await app.call('/api/v1/auth/token', { json: { email, password } })).status
  const me = async (token: string) => (await app.call('/api/v1/me', { token })).status
  return { ...app, logIn, me, run: operator(app.database) }
}

describe('clustrix user add', () => {
  test('adds a user who can log in at once', async () => {
    const { run, logIn } = setUp()
    const { exitCode, json } = await run([...NEW, '--json'], { input: `${PASSWORD}\n` })
    expect(exitCode).toBe(0)
    expect(json.data).toEqual({
      id: 10,
      client_id: 4,
      email: 'New@Acme.example',
      name: 'Jo Doe',
      disabled_at: null,
      external_ref: null,
      created_at: '2026-11-22T12:00:00Z',
    })
    expect(await logIn('new@acme.EXAMPLE', PASSWORD)).toBe(200)
    expect((await run(['user', 'show', 'NEW@acme.example', '--json'])).json.data).toEqual(json.data)
    expect((await run(['user', 'list', '--client', '4', '--after', '8', '--json'])).json.data).toEqual([json.data])
  })

  test.each([
    ['an unknown client', { '--client': '99' }, PASSWORD, 'There is no client 99'],
    ['an email address that is in use', { '--email': 'YOU@company.com' }, PASSWORD, 'User 7 already has this email'],
    ['what is no email address', { '--email': 'jo' }, PASSWORD, 'user, email: must be an email address'],
    ['a control character', { '--email': 'a\u0007@b' }, PASSWORD, 'user, email: must be an email address'],
    ['an empty name', { '--name': ' ' }, PASSWORD, 'user, name: must be one line'],
    ['a name of two lines', { '--name': 'a\nb' }, PASSWORD, 'user, name: must be one line'],
    ['a name of 256 characters', { '--name': 'n'.repeat(256) }, PASSWORD, 'user, name: must be one line'],
    ['a password of 7 characters', {}, 'ð'.repeat(7), 'at least 8 characters'],
    ['a password of 1,025 characters', {}, 'p'.repeat(1025), 'at most 1,024 characters'],
    ['a password that no login can send', {}, 'password\0', 'none of them NUL'],
  ])('refuses %s and changes nothing', async (_, changes, input, message) => {
    const { run, database } = setUp()
    const args = NEW.map((arg, index) => (changes as Record<string, string>)[NEW[index - 1] ?? ''] ?? arg)
    const { exitCode, err } = await run(args, { input })
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: expect.stringContaining(message) })
    expect(await database.all('SELECT id FROM users')).toHaveLength(3)
    expect((await run(['audit', 'list', '--json'])).json.data).toEqual([])
  })

  test.each([8, 1024])('accepts a password of %i characters', async length => {
    const { run, logIn } = setUp()
    expect((await run(NEW, { input: '\u{1F511}'.repeat(length) })).exitCode).toBe(0)
    expect(await logIn('new@acme.example', '\u{1F511}'.repeat(length))).toBe(200)
  })

  test('asks for the password twice on a terminal, without showing it', async () => {
    const { database, logIn } = setUp()
    const asked: unknown[] = []
    const replies = [PASSWORD, PASSWORD, PASSWORD, 'another one']
    const ask = async (...args: unknown[]) => {
      asked.push(args[1])
      return replies.shift() ?? ''
    }
    const run = operator(database, { isInteractive: true, ask })
    expect((await run(NEW.slice(0, -1))).exitCode).toBe(0)
    expect(asked).toEqual([true, true])
    expect(await logIn('new@acme.example', PASSWORD)).toBe(200)
    expect((await run(['user', 'password', '10'])).err).toBe('The two passwords differ; nothing was changed\n')
    expect(await logIn('new@acme.example', PASSWORD)).toBe(200)
  })

  test('without a terminal says how to give the password', async () => {
    const { run } = setUp()
    const { exitCode, err } = await run(NEW.slice(0, -1))
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining('--password-stdin') })
  })

  test('leaves no password in the audit log', async () => {
    const { run } = setUp()
    await run(NEW, { input: PASSWORD })
    await run(['user', 'password', '7', '--password-stdin'], { input: PASSWORD })
    const { out } = await run(['audit', 'list', '--json'])
    expect(out).toContain('user password')
    expect(out).not.toContain(PASSWORD)
  })
})

describe('clustrix user password', () => {
  test('replaces the password and keeps the tokens', async () => {
    const { run, login, logIn, me } = setUp()
    const token = await login()
    expect((await run(['user', 'password', ACME, '--password-stdin'], { input: PASSWORD })).exitCode).toBe(0)
    expect(await logIn(ACME, PASSWORD)).toBe(200)
    expect(await logIn(ACME, DEMO_PASSWORD)).toBe(422)
    expect(await me(token)).toBe(200)
  })

  test('with --end-tokens revokes all tokens of the user', async () => {
    const { run, login, me } = setUp()
    const [token, other] = [await login(), await login('ap@acme.example')]
    const { out } = await run(['user', 'password', '7', '--end-tokens', '--password-stdin'], { input: PASSWORD })
    expect(out).toBe('Changed the password of user 7. Revoked 1 token.\n')
    expect([await me(token), await me(other)]).toEqual([401, 200])
  })
})

describe('clustrix user disable', () => {
  test('ends the logins and tokens of the user until a new login after enable', async () => {
    const { run, login, logIn, me } = setUp()
    const [token, other] = [await login(), await login('ap@acme.example')]
    expect((await run(['user', 'disable', ACME])).out).toBe('Disabled user 7. Revoked 1 token.\n')
    expect([await me(token), await me(other), await logIn(ACME, DEMO_PASSWORD)]).toEqual([401, 200, 422])
    expect((await run(['user', 'disable', ACME])).err).toBe('User 7 is already disabled\n')
    expect((await run(['user', 'enable', ACME])).out).toBe('Enabled user 7.\n')
    expect([await me(token), await logIn(ACME, DEMO_PASSWORD)]).toEqual([401, 200])
    expect((await run(['user', 'enable', ACME])).err).toBe('User 7 is not disabled\n')
  })

  test.each([
    ['user', 'show', '99'],
    ['user', 'disable', '99'],
    ['user', 'enable', 'x@y'],
    ['user', 'password', '99'],
  ])('%s %s %s is refused if there is no such user', async (...args) => {
    const { exitCode, err } = await setUp().run(args)
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: expect.stringContaining('There is no user') })
  })
})

describe('clustrix client disable', () => {
  test('stops all users of the client and their tokens until enable', async () => {
    const { run, login, logIn, me } = setUp()
    const tokens = [await login(), await login('ap@acme.example'), await login('soren@bjorn-son.example')]
    const statuses = () => Promise.all(tokens.map(me))
    expect((await run(['client', 'disable', '4'])).out).toBe('Disabled client 4.\n')
    expect(await statuses()).toEqual([401, 401, 200])
    expect(await logIn(ACME, DEMO_PASSWORD)).toBe(422)
    expect((await run(['client', 'disable', '4'])).err).toBe('Client 4 is already disabled\n')
    expect((await run(['client', 'enable', '4'])).out).toBe('Enabled client 4.\n')
    expect(await statuses()).toEqual([200, 200, 200])
    expect(await logIn(ACME, DEMO_PASSWORD)).toBe(200)
    expect((await run(['client', 'enable', '4'])).err).toBe('Client 4 is not disabled\n')
  })
})
