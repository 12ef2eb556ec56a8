import { argon2 as argon2Callback, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { unavailable } from '../http/errors.ts'

const argon2 = promisify(argon2Callback)

/** What makes an argon2id hash costly, as its PHC string says it: memory in KiB, passes, lanes. */
interface Cost {
  memory: number
  passes: number
  parallelism: number
}

/** OWASP Password Storage: argon2id with 19 MiB, two passes, one lane: about 30 ms. Stored hashes keep their own. */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 }
const TAG_LENGTH = 32

/** A password's tag of so many bytes. */
export type Derive = (password: string, salt: Uint8Array, tagLength: number, cost: Cost) => Promise<Uint8Array>

const argon2id: Derive = (message, nonce, tagLength, cost) => argon2('argon2id', { message, nonce, tagLength, ...cost })

/** More at once would take the thread pool from everything else that waits for it. */
const AT_ONCE = 2
/** Some two seconds of work; who comes later is told to come back. */
const QUEUE_LIMIT = 128

/** Hashes and checks passwords off the event loop, a bounded number at a time. */
export interface Passwords {
  /** A PHC string. */
  hash(password: string): Promise<string>
  /** Throws 503 when too many wait: asked before a check is counted, so that nobody loses one to a full queue. */
  admit(): void
  /** Without a stored hash the same work is done and the answer is no. Throws 503 when too many wait. */
  verify(password: string, stored: string | undefined): Promise<boolean>
}

export function createPasswords(derive: Derive = argon2id): Passwords {
  const { enter: limited, admit } = createQueue(AT_ONCE, QUEUE_LIMIT)
  const nobody: Hash = { cost: COST, salt: randomBytes(16), tag: randomBytes(TAG_LENGTH) }
  return {
    admit,
    hash: password =>
      limited(async () => {
        const salt = randomBytes(16)
        return format({ cost: COST, salt, tag: await derive(password, salt, TAG_LENGTH, COST) })
      }),
    verify: (password, stored) =>
      limited(async () => {
        const { cost, salt, tag } = stored === undefined ? nobody : parse(stored)
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

/** Runs tasks in order, `atOnce` at a time; refuses with 503 when more than `limit` wait. */
function createQueue(atOnce: number, limit: number) {
  const waiting: (() => void)[] = []
  let running = 0

  function admit(): void {
    if (running >= atOnce && waiting.length >= limit) throw unavailable(2)
  }

  async function enter<T>(task: () => Promise<T>): Promise<T> {
    admit()
    if (running >= atOnce) {
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

  return { admit, enter }
}
