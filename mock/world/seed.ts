import { addToken } from '../../server/auth/store.ts'
import { createSecret } from '../../server/auth/tokens.ts'
import type { Database } from '../../server/database/database.ts'
import data from '../../server/demo/demo-data.json' with { type: 'json' }
import { DEMO_PASSWORD, seedDemo } from '../../server/demo/seed.ts'
import type { Sha256 } from '../../server/domain/hashes.ts'
import type { MockUser } from '../types/index.d.ts'
import { createMockPasswords } from './passwords.ts'
import type { MemoryDatabase } from './world.ts'

const SEEDED_AT = '2026-11-22T00:00:00Z'

/** The same bytes for the same user. The tokens are public, so they need not be random. */
const bytesOf = (userId: number) => (size: number) =>
  Uint8Array.from({ length: size }, (_, index) => (userId * 37 + index * 71) % 248)

/** The users of the demo data, in the order of their IDs. */
export const mockUsers: readonly MockUser[] = data.users.map(({ id, email, name }, index) => ({
  id,
  email,
  name,
  token: `${index + 1}|${createSecret(bytesOf(id))}`,
}))

/**
 * The database that each world starts with, as bytes.
 * @param database an empty one, which is closed
 */
export async function seedBytes(database: MemoryDatabase, sha256: Sha256): Promise<Uint8Array> {
  await seedMock(database, sha256)
  const bytes = database.serialize()
  await database.close()
  return bytes
}

/** Stores the demo data and a token for each user. */
export async function seedMock(database: Database, sha256: Sha256): Promise<void> {
  const passwordHash = createMockPasswords(false).hash
  await seedDemo(database, { passwordHash })
  const password_hash = await passwordHash(DEMO_PASSWORD)
  for (const { id, token } of mockUsers) {
    const secret = token.slice(token.indexOf('|') + 1)
    await addToken(database, { user_id: id, name: 'Mock', secret_hash: sha256(secret), password_hash, now: SEEDED_AT })
  }
}
