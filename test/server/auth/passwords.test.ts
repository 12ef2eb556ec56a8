import { describe, expect, test } from 'vitest'
import { createPasswords, type Derive } from '../../../server/auth/passwords.ts'
import { ApiError } from '../../../server/http/errors.ts'

/** Records the derivations, which complete at once or on demand. */
function observed() {
  const asked: { password: string; salt: string; tagLength: number; cost: object }[] = []
  const open: (() => void)[] = []
  const state = { held: false, running: 0, most: 0 }
  const derive: Derive = async (password, salt, tagLength, cost) => {
    asked.push({ password, salt: Buffer.from(salt).toString('hex'), tagLength, cost })
    state.running += 1
    state.most = Math.max(state.most, state.running)
    if (state.held) await new Promise<void>(resolve => open.push(resolve))
    state.running -= 1
    return Buffer.alloc(tagLength, password)
  }
  return { passwords: createPasswords(derive), asked, state, open }
}

const COST = { memory: 19_456, passes: 2, parallelism: 1 }

describe('with argon2id itself', () => {
  const passwords = createPasswords()

  test('only the right password matches, and no password matches without a stored hash', async () => {
    const stored = await passwords.hash('correct horse battery staple')
    const given = ['correct horse battery staple', 'correct horse battery staple ', 'Correct horse battery staple', '']
    expect(await Promise.all(given.map(password => passwords.verify(password, stored, '')))).toEqual([
      true,
      false,
      false,
      false,
    ])
    expect(await passwords.verify('correct horse battery staple', undefined, '')).toBe(false)
  })

  test('a hash is a PHC string with its own salt and the cost that OWASP recommends', async () => {
    const [one, two] = [await passwords.hash('x'), await passwords.hash('x')]
    const PHC = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/
    expect([one, two]).toEqual([expect.stringMatching(PHC), expect.stringMatching(PHC)])
    expect(one).not.toBe(two)
  })

  test('agrees with the reference implementation, and uses the cost of the stored hash', async () => {
    // echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32, of the reference implementation's tests
    const stored = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
    expect(await passwords.verify('password', stored, '')).toBe(true)
    expect(await passwords.verify('Password', stored, '')).toBe(false)
  })

  test('every character of a long or non-ASCII password counts', async () => {
    const long = `${'å∫🎄'.repeat(255)}x`
    const stored = await passwords.hash(long)
    expect(await passwords.verify(long, stored, '')).toBe(true)
    expect(await passwords.verify(`${long.slice(0, -1)}y`, stored, '')).toBe(false)
  })
})

describe('the work of a check', () => {
  test('is the same for a known and an unknown user: one derivation with the same cost', async () => {
    const { passwords, asked } = observed()
    const stored = await passwords.hash('right')
    asked.length = 0
    await passwords.verify('right', stored, '')
    await passwords.verify('wrong', stored, '')
    await passwords.verify('right', undefined, '')
    expect(asked.map(({ password, tagLength, cost }) => ({ password, tagLength, cost }))).toEqual(
      ['right', 'wrong', 'right'].map(password => ({ password, tagLength: 32, cost: COST })),
    )
    expect(asked.map(({ salt }) => salt.length)).toEqual([32, 32, 32])
  })

  test('uses the stored cost, so that the cost can be raised later', async () => {
    const { passwords, asked } = observed()
    const tag = Buffer.alloc(16, 'right').toString('base64').replaceAll('=', '')
    const stored = `$argon2id$v=19$m=8192,t=5,p=4$${Buffer.alloc(8, 1).toString('base64').replaceAll('=', '')}$${tag}`
    expect(await passwords.verify('right', stored, '')).toBe(true)
    expect(asked).toEqual([
      { password: 'right', salt: '01'.repeat(8), tagLength: 16, cost: { memory: 8_192, passes: 5, parallelism: 4 } },
    ])
  })

  test.each([
    '',
    'plain',
    '$2y$10$abcdefghijklmnopqrstuv',
    '$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    '$argon2id$v=16$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$',
  ])('throws for the stored value %j, which is not an argon2id hash', async stored => {
    const { passwords, asked } = observed()
    await expect(passwords.verify('right', stored, '')).rejects.toThrow('neither bcrypt nor an argon2id PHC string')
    expect(asked).toEqual([])
  })
})

test('a hash is of the composed password', async () => {
  const { passwords, asked } = observed()
  await passwords.hash('ho\u0308rse')
  expect(asked.map(({ password }) => password)).toEqual(['h\u00f6rse'])
})

describe('the queue', () => {
  test('runs two tasks at a time, the others in order', async () => {
    const { passwords, asked, state, open } = observed()
    state.held = true
    const checks = ['a', 'b', 'c', 'd', 'e'].map(password => passwords.verify(password, undefined, ''))
    while (asked.length < 5 || open.length > 0) {
      open.shift()?.()
      await new Promise(resolve => setImmediate(resolve))
    }
    await Promise.all(checks)
    expect([state.most, asked.map(({ password }) => password)]).toEqual([2, ['a', 'b', 'c', 'd', 'e']])
  })

  test('refuses with 503 and Retry-After while 128 are waiting, and accepts again afterwards', async () => {
    const { passwords, state, open, asked } = observed()
    state.held = true
    const checks = Array.from({ length: 131 }, () => passwords.verify('x', undefined, '').catch(error => error))
    const refused = (await checks[130]) as ApiError
    expect(refused).toBeInstanceOf(ApiError)
    expect([refused.status, refused.headers['Retry-After']]).toEqual([503, '2'])
    expect(asked.length).toBe(2)
    state.held = false
    for (const release of open.splice(0)) release()
    expect(await Promise.all(checks.slice(0, 130))).toEqual(Array.from({ length: 130 }, () => false))
    expect(await passwords.verify('x', undefined, '')).toBe(false)
  })

  test('goes on after a failure', async () => {
    const { passwords } = observed()
    const failures = Array.from({ length: 10 }, () => passwords.verify('x', 'plain', '').catch(() => 'failed'))
    expect(await Promise.all(failures)).toEqual(Array.from({ length: 10 }, () => 'failed'))
    expect(await passwords.verify('x', undefined, '')).toBe(false)
  })
})
