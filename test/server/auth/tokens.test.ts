import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSecret, parseToken } from '../../../server/auth/tokens.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** With the CRC-32 of IEEE 802.3, which PHP calls crc32b. */
const KNOWN = `${'A'.repeat(40)}${crc32b('A'.repeat(40))}`

/** Computed bit by bit from the polynomial. */
function crc32b(text: string): string {
  let crc = 0xffffffff
  for (const byte of Buffer.from(text)) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0')
}

test('crc32b of 123456789 is the check value of the algorithm', () => {
  expect(crc32b('123456789')).toBe('cbf43926')
})

describe('createSecret()', () => {
  test('is 40 letters or digits and their CRC-32, for any random bytes', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(255)), bytes => {
        const secret = createSecret(size => Uint8Array.from({ length: size }, () => bytes.next().value))
        expect(secret).toMatch(/^[A-Za-z0-9]{40}[0-9a-f]{8}$/)
        expect(secret.slice(40)).toBe(crc32b(secret.slice(0, 40)))
      }),
    )
  })

  test('keeps leading zeros of the checksum', () => {
    let counter = 0
    const secrets = Array.from({ length: 200 }, () => createSecret(size => new Uint8Array(size).fill(counter++ % 248)))
    expect(new Set(secrets.map(secret => secret.length))).toEqual(new Set([48]))
  })

  test('takes each of the 62 characters from exactly four byte values and skips the other eight: 238 uniform bits', () => {
    const ways = new Map<string, number>()
    let refused = 0
    for (let byte = 0; byte < 256; byte++) {
      let asked = 0
      // A skipped byte is followed by others.
      const secret = createSecret(size => new Uint8Array(size).fill(asked++ === 0 ? byte : 0))
      if (asked > 1) refused += 1
      else ways.set(secret[0] ?? '', (ways.get(secret[0] ?? '') ?? 0) + 1)
    }
    expect(refused).toBe(8)
    expect(ways).toEqual(new Map([...ALPHABET].map(character => [character, 4])))
    expect(Math.floor(40 * Math.log2(ways.size))).toBe(238)
  })

  test('is never the same twice', () => {
    const secrets = Array.from({ length: 1_000 }, () => createSecret(randomBytes))
    expect(new Set(secrets).size).toBe(1_000)
  })
})

describe('parseToken()', () => {
  test('splits any id and a secret from createSecret()', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), id => {
        const secret = createSecret(randomBytes)
        expect(parseToken(`${id}|${secret}`)).toEqual({ id, secret })
      }),
    )
  })

  test.each([
    ['nothing', ''],
    ['no bar', KNOWN],
    ['no id', `|${KNOWN}`],
    ['id 0', `0|${KNOWN}`],
    ['a leading zero', `01|${KNOWN}`],
    ['a sign', `+1|${KNOWN}`],
    ['an id beyond 2^53 − 1', `9007199254740992|${KNOWN}`],
    ['an id of 17 digits', `10000000000000000|${KNOWN}`],
    ['digits of another script', `١|${KNOWN}`],
    ['an exponent', `1e2|${KNOWN}`],
    ['no secret', '1|'],
    ['a secret one too short', `1|${KNOWN.slice(1)}`],
    ['a secret one too long', `1|A${KNOWN}`],
    ['a checksum in capitals', `1|${KNOWN.slice(0, 40)}${KNOWN.slice(40).toUpperCase()}`],
    ['another character in the secret', `1|-${KNOWN.slice(1)}`],
    ['a blank before', ` 1|${KNOWN}`],
    ['a line after', `1|${KNOWN}\n`],
    ['two bars', `1||${KNOWN}`],
    ['two tokens', `1|${KNOWN}1|${KNOWN}`],
    ['a token on a line of its own', `x\n1|${KNOWN}`],
    ['a bar of another width', `1｜${KNOWN}`],
    ['a letter of another script in the secret', `1|А${KNOWN.slice(1)}`],
    ['a letter beyond the hexadecimal in the checksum', `1|${KNOWN.slice(0, 47)}g`],
    ['a NUL after', `1|${KNOWN}\0`],
    ['half a surrogate pair', `\ud83d1|${KNOWN}`],
    ['the example of the page', '2|abc123xyz...'],
  ])('refuses %s', (_, token) => {
    expect(parseToken(`1|${KNOWN}`)).toEqual({ id: 1, secret: KNOWN })
    expect(parseToken(token)).toBeUndefined()
  })

  test('refuses a secret with any one character changed', () => {
    fc.assert(
      fc.property(fc.nat(47), fc.constantFrom(...ALPHABET), (at, character) => {
        const secret = createSecret(randomBytes)
        fc.pre(secret[at] !== character)
        expect(parseToken(`7|${secret.slice(0, at)}${character}${secret.slice(at + 1)}`)).toBeUndefined()
      }),
    )
  })
})
