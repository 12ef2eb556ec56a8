/** Cost parameters of an argon2id hash, as in its PHC string: memory in KiB, passes, lanes. */
export interface Cost {
  memory: number
  passes: number
  parallelism: number
}

/** OWASP Password Storage: argon2id with 19 MiB, two passes and one lane, about 30 ms. Stored hashes are checked with their own cost. */
export const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 }

/** Stored for a user who has no password: no password matches it. */
export const NO_PASSWORD = '!'

/** An argon2id hash and its parameters. */
export interface Argon2Hash {
  cost: Cost
  salt: Uint8Array
  tag: Uint8Array
}

/** https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md */
export function formatArgon2({ cost, salt, tag }: Argon2Hash): string {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replaceAll('=', '')
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${text(salt)}$${text(tag)}`
}

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/

/** Undefined for any other text. */
export function parseArgon2(stored: string): Argon2Hash | undefined {
  const [, memory, passes, parallelism, salt = '', tag = ''] = PHC.exec(stored) ?? []
  if (memory === undefined) return undefined
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

/** `$2y$12$` and 53 characters, as PHP writes it; `$2a$` and `$2b$` are the same algorithm. */
const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/

export const isBcrypt = (stored: string): boolean => BCRYPT.test(stored)

/** A hash of a higher cost would take longer than the fixed time of failed logins, or more memory than a small server has. */
const HIGHEST = { bcrypt: 12, memory: 262_144, passes: 16, parallelism: 16 }

/** `own` has the cost of new hashes, `foreign` is replaced at the next login. Undefined for a text that cannot be checked. */
export function kindOfHash(stored: string): 'own' | 'foreign' | undefined {
  const rounds = Number(BCRYPT.exec(stored)?.[1] ?? 0)
  if (rounds > 0) return rounds >= 4 && rounds <= HIGHEST.bcrypt ? 'foreign' : undefined
  const cost = parseArgon2(stored)?.cost
  if (!cost) return undefined
  const { memory, passes, parallelism } = cost
  const isTooLow = passes < 1 || parallelism < 1 || memory < 8 * parallelism
  if (isTooLow || memory > HIGHEST.memory || passes > HIGHEST.passes || parallelism > HIGHEST.parallelism)
    return undefined
  return memory === COST.memory && passes === COST.passes && parallelism === COST.parallelism ? 'own' : 'foreign'
}
