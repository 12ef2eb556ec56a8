import { afterEach, expect, test, vi } from 'vitest'
import { kindOfHash, NO_PASSWORD } from '../../../server/auth/password-hashes.ts'
import { createPasswords, type Passwords } from '../../../server/auth/passwords.ts'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { ACME, BJORN, type TestApp, testApp } from '../../support/app.ts'
import { plainPasswords } from '../../support/plain-passwords.ts'

/** Of `password`, with the lowest cost. */
const BCRYPT = '$2y$04$Q08INHi5KyP29W4.Bcask.NPTq3Rgr/qiACFal86UtqSSR4h8ppSu'
/** Of `Grüße`. */
const COMPOSED = '$2b$04$NxXSvI6OzTPy8a7ccBRLVuzDlE1WKbnKlrrP60xdnheXCZq/Dad4u'

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test.each([
  ['$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc', 'own'],
  ['$argon2id$v=19$m=65536,t=4,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc', 'foreign'],
  [BCRYPT, 'foreign'],
  [BCRYPT.replace('$2y$04', '$2b$12'), 'foreign'],
  [BCRYPT.replace('$04$', '$13$'), undefined],
  ['$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc', undefined],
  ['$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc', undefined],
  ['5f4dcc3b5aa765d61d8327deb882cf99', undefined],
  [NO_PASSWORD, undefined],
])('%s is %s', (hash, kind) => {
  expect(kindOfHash(hash)).toBe(kind)
})

test('bcrypt is checked in a worker thread, in both spellings of PHP and others', async () => {
  const passwords = createPasswords()
  const check = (password: string, stored: string) => passwords.verify(password, stored, '')
  expect(await check('password', BCRYPT)).toBe(true)
  expect(await check('Password', BCRYPT)).toBe(false)
  expect(await check('password', BCRYPT.replace('$2y$', '$2a$'))).toBe(true)
  expect(await check('Grüße', COMPOSED)).toBe(true)
  expect(await check('Grüße'.normalize('NFD'), COMPOSED)).toBe(false)
  expect(await check('!', NO_PASSWORD)).toBe(false)
})

const store = (app: TestApp, email: string, hash: string) =>
  app.database.run('UPDATE users SET password_hash = :hash, password_imported = 1 WHERE email = :email', {
    email,
    hash,
  })

const login = (app: TestApp, email: string, password: string) =>
  app.call('/api/v1/auth/token', { json: { email, password } })

test('the next login replaces the hash by our own', async () => {
  const app = testApp()
  await store(app, ACME, `plain:${DEMO_PASSWORD}`)
  await store(app, BJORN, 'plain:other')
  await app.login(ACME)
  const users = await app.database.all(
    'SELECT id, password_hash, password_imported FROM users WHERE id <> 8 ORDER BY id',
  )
  expect(users).toEqual([
    { id: 7, password_hash: `plain:${DEMO_PASSWORD}`, password_imported: 0 },
    { id: 9, password_hash: 'plain:other', password_imported: 1 },
  ])
})

test.each([
  ['a wrong password', ACME],
  ['a wrong password of a user whose hash was imported', BJORN],
  ['an unknown user', 'nobody@example.com'],
])('while a hash of another system is stored, %s is answered after a fixed time', async (_, email) => {
  const verify: Passwords['verify'] = (...given) => {
    vi.advanceTimersByTime(300)
    return plainPasswords.verify(...given)
  }
  const app = testApp({ passwords: { ...plainPasswords, verify } })
  await store(app, BJORN, 'plain:other')
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })
  const timers = vi.spyOn(globalThis, 'setTimeout')
  let response: Response | undefined
  const answered = login(app, email, 'wrong').then(each => {
    response = each
  })
  // Its clock stands still while the database works.
  while (!timers.mock.calls.some(([, ms]) => ms === 1700)) await new Promise(resolve => setImmediate(resolve))
  await vi.advanceTimersByTimeAsync(1699)
  expect(response).toBeUndefined()
  await vi.advanceTimersByTimeAsync(1)
  await answered
  expect(response?.status).toBe(422)
})

test('without one, a wrong password is answered at once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })
  expect((await login(testApp(), ACME, 'wrong')).status).toBe(422)
})
