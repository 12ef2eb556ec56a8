import { argon2 as argon2Callback, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { createBcrypt } from './bcrypt.ts'
import { createFairQueue } from './fair-queue.ts'
import {
  type Argon2Hash,
  COST,
  type Cost,
  formatArgon2,
  isBcrypt,
  NO_PASSWORD,
  parseArgon2,
} from './password-hashes.ts'

const argon2 = promisify(argon2Callback)

const TAG_LENGTH = 32

/** Derives the hash of a password, `tagLength` bytes long. */
export type Derive = (password: string, salt: Uint8Array, tagLength: number, cost: Cost) => Promise<Uint8Array>

const argon2id: Derive = (message, nonce, tagLength, cost) => argon2('argon2id', { message, nonce, tagLength, ...cost })

/** More would block the thread pool for everything else that uses it. */
const CONCURRENCY = 2
/** About two seconds of work. Further checks are refused with Retry-After. */
const QUEUE_LIMIT = 128

/** Hashes and checks passwords outside the event loop, a limited number at a time. */
export interface Passwords {
  /** A PHC string, of the password in Unicode normalization form C. */
  hash(password: string): Promise<string>
  /**
   * Throws 503 if too many checks are waiting. Call it before the login attempt is counted, so that a full queue uses up no attempt.
   * @param address the IP address of the login
   */
  admit(address: string): void
  /** Without a stored hash, does the same work and returns false. Throws 503 if too many checks are waiting. */
  verify(password: string, stored: string | undefined, address: string): Promise<boolean>
}

export function createPasswords(derive: Derive = argon2id, compareBcrypt = createBcrypt()): Passwords {
  const { enter, admit } = createFairQueue(CONCURRENCY, QUEUE_LIMIT)
  const unknownUser: Argon2Hash = { cost: COST, salt: randomBytes(16), tag: randomBytes(TAG_LENGTH) }
  return {
    admit,
    hash: password =>
      enter('', async () => {
        const salt = randomBytes(16)
        return formatArgon2({ cost: COST, salt, tag: await derive(password.normalize('NFC'), salt, TAG_LENGTH, COST) })
      }),
    verify: (password, stored, address) =>
      enter(address, async () => {
        if (stored !== undefined && isBcrypt(stored)) return compareBcrypt(password, stored)
        const hash = stored === undefined || stored === NO_PASSWORD ? undefined : parse(stored)
        const { cost, salt, tag } = hash ?? unknownUser
        const matches = timingSafeEqual(await derive(password, salt, tag.length, cost), tag)
        return matches && hash !== undefined
      }),
  }
}

function parse(stored: string): Argon2Hash {
  const hash = parseArgon2(stored)
  if (!hash) throw new Error('A stored password hash is neither bcrypt nor an argon2id PHC string')
  return hash
}
