import { normaliseEmail } from '../auth/email.ts'
import { kindOfHash, NO_PASSWORD } from '../auth/password-hashes.ts'
import { decimalsOf } from '../domain/money.ts'
import type { ImportClient, ImportUser } from '../generated/import.gen.ts'
import { type CheckedRow, namesOfGiven } from './checked.ts'
import type { Problems } from './problems.ts'

/** @param place names the row in messages */
export function checkClient(client: ImportClient, place: string, problems: Problems): CheckedRow {
  const { id = null, external_ref: ref = null, address } = client
  problems.attempt(`${place}, currency`, () => decimalsOf(client.currency))
  if (id === null && ref === null) problems.add(`${place}, external_ref`, 'an id or an external_ref is required')
  const columns = {
    name: client.name,
    email: client.email ?? null,
    tax_id: client.tax_id ?? null,
    line1: address.line1,
    line2: address.line2 ?? null,
    city: address.city,
    region: address.region ?? null,
    postal_code: address.postal_code ?? null,
    country: address.country,
    currency: client.currency,
    external_ref: ref,
    disabled_at: client.disabled_at ?? null,
    erased_at: client.erased_at ?? null,
  }
  return {
    kind: 'clients',
    place,
    id,
    ref,
    name: null,
    parent: null,
    date: '',
    content: {
      columns,
      given: namesOfGiven(columns, ['disabled_at', 'erased_at']),
      client: null,
      subscription: null,
      user: null,
      parts: [],
      taxes: [],
      expected: null,
    },
  }
}

/** @param now stored as created_at if the file has none */
export function checkUser(user: ImportUser, place: string, problems: Problems, now: string): CheckedRow {
  const { id = null, external_ref: ref = null } = user
  const email = normaliseEmail(user.email)
  const hash = user.password_hash ?? null
  const kind = hash === null ? 'none' : kindOfHash(hash)
  if (kind === undefined) {
    problems.add(
      `${place}, password_hash`,
      'is neither argon2id as a PHC string nor bcrypt, or of a cost that is too high',
    )
  }
  const columns = {
    email: user.email,
    email_normalised: email,
    name: user.name,
    password_hash: hash ?? NO_PASSWORD,
    password_imported: kind === 'foreign' ? 1 : 0,
    external_ref: ref,
    disabled_at: user.disabled_at ?? null,
    created_at: user.created_at ?? now,
  }
  // The hash is renewed at the next login, and the operator disables users.
  const defaulted = ['password_hash', 'password_imported', 'disabled_at', user.created_at ? '' : 'created_at']
  return {
    kind: 'users',
    place,
    id,
    ref,
    name: email,
    parent: null,
    date: columns.created_at,
    content: {
      columns,
      given: namesOfGiven(columns, defaulted),
      client: { id: user.client_id ?? null, ref: user.client_ref ?? null },
      subscription: null,
      user: null,
      parts: [],
      taxes: [],
      expected: null,
    },
  }
}
