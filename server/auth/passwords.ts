import { argon2 as argon2Callback, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { unavailable } from '../http/errors.ts'

const argon2 = promisify(argon2Callback)

/** OWASP Password Storage: argon2id with 19 MiB, two passes, one lane: about 30 ms. */
const MEMORY = 19_456
const PASSES = 2
const LANES = 1
const TAG_LENGTH = 32

/** More at once would take the thread pool from everything else that waits for it. */
const AT_ONCE = 2
/** Some two seconds of work; who comes later is told to come back. */
const QUEUE_LIMIT = 128

/** Hashes and checks passwords off the event loop, a bounded number at a time. */
export interface Passwords {
  /** A PHC string. */
  hash(password: string): Promise<string>
  /** Without a stored hash the same work is done and the answer is no. Throws 503 when too many wait. */
  verify(password: string, stored: string | undefined): Promise<boolean>
}

export function createPasswords(): Passwords {
  const limited = createQueue(AT_ONCE, QUEUE_LIMIT)
  const nobody = format(randomBytes(16), randomBytes(TAG_LENGTH))
  return {
    hash: password =>
      limited(async () => {
        const salt = randomBytes(16)
        return format(salt, await derive(password, salt))
      }),
    verify: (password, stored) =>
      limited(async () => {
        const { salt, tag } = parse(stored ?? nobody)
        const matches = timingSafeEqual(await derive(password, salt), tag)
        return matches && stored !== undefined
      }),
  }
}

const derive = (message: string, nonce: Uint8Array): Promise<Buffer> =>
  argon2('argon2id', { message, nonce, memory: MEMORY, passes: PASSES, parallelism: LANES, tagLength: TAG_LENGTH })

const PARAMETERS = `m=${MEMORY},t=${PASSES},p=${LANES}`

function format(salt: Uint8Array, tag: Uint8Array): string {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replaceAll('=', '')
  return `$argon2id$v=19$${PARAMETERS}$${text(salt)}$${text(tag)}`
}

function parse(stored: string): { salt: Buffer; tag: Buffer } {
  const [, algorithm, version, parameters, salt = '', tag = ''] = stored.split('$')
  if (algorithm !== 'argon2id' || version !== 'v=19' || parameters !== PARAMETERS) {
    throw new Error('A stored password hash has parameters this version does not know')
  }
  return { salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') }
}

/** Runs tasks in order, `atOnce` at a time; refuses with 503 when more than `limit` wait. */
function createQueue(atOnce: number, limit: number) {
  const waiting: (() => void)[] = []
  let running = 0
  return async function enter<T>(task: () => Promise<T>): Promise<T> {
    if (running >= atOnce) {
      if (waiting.length >= limit) throw unavailable(2)
      await new Promise<void>(resolve => waiting.push(resolve))
    } else {
      running += 1
    }
    try {
      return await task()
    } finally {
      // The place is handed on rather than freed, so that nobody slips in between.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
