import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseEmail } from '../../../server/auth/email.ts'
import type { Sql } from '../../../server/database/database.ts'
import { openEmpty } from '../../support/engine.ts'

test.each([
  ['You@Company.COM', 'you@company.com', 'A to Z'],
  ['SØREN@bjørn.example', 'sØren@bjørn.example', 'no other letter'],
  ['\u212Aim@a.example', 'kim@a.example', 'the Kelvin sign is the letter K in another spelling'],
  ['Jose\u0301@a.example', 'jos\u00e9@a.example', 'a composed letter is one code point'],
  ['\u0130lk@a.example', '\u0130lk@a.example', 'İ is not made two characters'],
  ['ΑΣ@a.example', 'ΑΣ@a.example', 'a final sigma depends on nothing'],
  ['[\\]^_`@{|}~.example', '[\\]^_`@{|}~.example', 'what stands beside the letters'],
])('%s becomes %s: %s', (given, want) => {
  expect(normaliseEmail(given)).toBe(want)
})

/** As the column requires it of what it stores. */
const LOWER: Sql = {
  sqlite: 'SELECT lower(:email) AS lower, lower(:normalised) AS again',
  postgres: `SELECT lower(CAST(:email AS text) COLLATE "C") AS lower, lower(CAST(:normalised AS text) COLLATE "C") AS again`,
}

test('the result equals lower() of the composed form in the database', async () => {
  const database = openEmpty()
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async email => {
      const normalised = normaliseEmail(email)
      const row = await database.one(LOWER, {
        email: email.normalize('NFC'),
        normalised,
      })
      expect(row).toEqual({ lower: normalised, again: normalised })
    }),
  )
})
