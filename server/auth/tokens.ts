import { hash } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** Cryptographically random bytes. */
export type Random = (size: number) => Uint8Array

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const ENTROPY_LENGTH = 40

/**
 * The part of a token after the bar: 40 letters or digits (238 bits) and the crc32b of them in 8 hex digits, as Laravel
 * Sanctum makes it. The checksum lets a scanner, and us, tell a real token from a typo without a look-up.
 */
export function createSecret(random: Random): string {
  let entropy = ''
  while (entropy.length < ENTROPY_LENGTH) {
    for (const byte of random(ENTROPY_LENGTH * 2)) {
      // 248 is the largest multiple of 62 in a byte: taking more would prefer the first letters.
      if (byte < 248 && entropy.length < ENTROPY_LENGTH) entropy += ALPHABET[byte % ALPHABET.length]
    }
  }
  return entropy + checksum(entropy)
}

/** `2|abc…` in its two parts; undefined for what cannot be a token of ours. */
export function parseToken(token: string): { id: number; secret: string } | undefined {
  const match = /^([1-9]\d{0,15})\|([A-Za-z0-9]{40})([0-9a-f]{8})$/.exec(token)
  if (!match) return undefined
  const [, digits, entropy = '', sum] = match
  const id = Number(digits)
  return Number.isSafeInteger(id) && checksum(entropy) === sum ? { id, secret: entropy + sum } : undefined
}

/** What is stored of a secret: SHA-256 in hex. No salt is needed for 238 random bits. */
export const hashSecret = (secret: string): string => hash('sha256', secret)

const checksum = (text: string) => crc32(text).toString(16).padStart(8, '0')
