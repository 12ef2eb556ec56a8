import { argon2 as argon2Callback, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { createFairQueue } from './fair-queue.ts'

const argon2 = promisify(argon2Callback)

/** Cost parameters of an argon2id hash, as in its PHC string: memory in KiB, passes, lanes. */
interface Cost {
  memory: number
  passes: number
  parallelism: number
}

/** OWASP Password Storage: argon2id with 19 MiB, two passes and one lane, about 30 ms. Stored hashes are checked with their own cost. */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 }
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

export function createPasswords(derive: Derive = argon2id): Passwords {
  const { enter, admit } = createFairQueue(CONCURRENCY, QUEUE_LIMIT)
  const unknownUser: Hash = { cost: COST, salt: randomBytes(16), tag: randomBytes(TAG_LENGTH) }
  return {
    admit,
    hash: password =>
      enter('', async () => {
        const salt = randomBytes(16)
        return format({ cost: COST, salt, tag: await derive(password.normalize('NFC'), salt, TAG_LENGTH, COST) })
      }),
    verify: (password, stored, address) =>
      enter(address, async () => {
        const { cost, salt, tag } = stored === undefined ? unknownUser : parse(stored)
        const matches = timingSafeEqual(await derive(password, salt, tag.length, cost), tag)
        return matches && stored !== undefined
      }),
  }
}

interface Hash {
  cost: Cost
  salt: Uint8Array
  tag: Uint8Array
}

/** https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md */
function format({ cost, salt, tag }: Hash): string {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replaceAll('=', '')
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${text(salt)}$${text(tag)}`
}

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/

function parse(stored: string): Hash {
  const [, memory, passes, parallelism, salt = '', tag = ''] = PHC.exec(stored) ?? []
  if (memory === undefined) throw new Error('A stored password hash is not an argon2id PHC string')
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}
