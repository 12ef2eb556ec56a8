import type { Queries } from '../../../server/database/database.ts'
import { insertInto, type Row } from '../../../server/database/insert-row.ts'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import type { Account } from '../../target.ts'
import { cheapPasswords, sha256 } from '../parts.ts'
import { ACME, NEWCOMER } from './clients.ts'

/** A user of Acme Corp, one of Bjørn & Søn with other credentials than in the demo data, and one of a client without data, with an email and a password of maximum length. */
export const accounts: readonly Account[] = [
  { email: 'you@company.com', password: DEMO_PASSWORD },
  // With letters that can be written as one code point or as two.
  { email: 'l\u00e5st.h\u00f6rse@bjorn-son.example', password: 'r\u00e4tt h\u00e4st 🐴' },
  // The trailing space belongs to the password, whose length is in code points.
  { email: `${'a'.repeat(241)}@mail.example`, password: 'correct hörse 🐴 '.repeat(64) },
]

/** In addition to users 7, 8 and 9 of the demo data. */
export const DISABLED_USER = 10

/** A token that expires in a week; logins only create tokens without expiry. */
export const EXPIRING_TOKEN = '3|a7QmZ2xT9bLc4VnR8yKd1WpF5hJs6GuE3oXi0CtB8356a39d'

export async function seedPeople(queries: Queries): Promise<void> {
  const address = { line1: 'Long Lane 1', city: 'Dublin', country: 'IE' }
  await insertInto(queries, 'clients', { id: NEWCOMER, name: 'Newcomer Ltd', currency: 'EUR', ...address })
  const password_hash = await cheapPasswords.hash(DEMO_PASSWORD)
  const email = 'left@acme.example'
  const since = { created_at: '2026-01-04T09:12:00Z' }
  await insertInto(queries, 'users', {
    id: DISABLED_USER,
    client_id: ACME,
    email,
    email_normalised: email,
    name: 'Robin Left',
    password_hash,
    disabled_at: '2026-10-01T08:00:00Z',
    ...since,
  })
  const [, bjorn, newcomer] = accounts
  await queries.run(
    'UPDATE users SET email = :email, email_normalised = :email, password_hash = :password_hash WHERE id = 9',
    { email: bjorn?.email ?? '', password_hash: await cheapPasswords.hash(bjorn?.password ?? '') },
  )
  await insertInto(queries, 'users', {
    id: 11,
    client_id: NEWCOMER,
    email: newcomer?.email ?? '',
    email_normalised: newcomer?.email ?? '',
    name: 'Fiadh Ní Bhriain',
    password_hash: await cheapPasswords.hash(newcomer?.password ?? ''),
    ...since,
  })
  await seedTokens(queries)
}

/** A revoked token, which left a gap in the ids, an expired one, one that will expire, and one of the disabled user. */
async function seedTokens(queries: Queries): Promise<void> {
  const secret_hash = sha256(EXPIRING_TOKEN.slice(2))
  const created_at = '2026-11-01T07:00:00Z'
  const tokens: Row[] = [
    { id: 1, user_id: 7, name: 'revoked' },
    { id: 2, user_id: 7, name: 'expired', expires_at: '2026-11-21T00:00:00Z' },
    { id: 3, user_id: 7, name: 'CI', expires_at: '2026-11-29T00:00:00Z' },
    { id: 4, user_id: DISABLED_USER, name: 'laptop', last_used_at: '2026-09-30T16:00:00Z' },
  ]
  for (const token of tokens) await insertInto(queries, 'tokens', { secret_hash, created_at, ...token })
  await queries.run('DELETE FROM tokens WHERE id = 1')
}
