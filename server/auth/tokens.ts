import { crc32 } from '../domain/hashes.ts'

/** Cryptographically random bytes. */
export type Random = (size: number) => Uint8Array

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const ENTROPY_LENGTH = 40

/**
 * The part of a token after the bar: 40 letters or digits (238 bits) and their CRC-32 in 8 hex digits, as in Laravel Sanctum.
 * The checksum tells a real token from a typo without a query. Only the SHA-256 of a secret is stored, without a salt, which
 * random bits do not need.
 */
export function createSecret(random: Random): string {
  let entropy = ''
  while (entropy.length < ENTROPY_LENGTH) {
    for (const byte of random(ENTROPY_LENGTH * 2)) {
      // 248 is the largest multiple of 62 in a byte; higher bytes would favour the first letters.
      if (byte < 248 && entropy.length < ENTROPY_LENGTH) entropy += ALPHABET[byte % ALPHABET.length]
    }
  }
  return entropy + checksum(entropy)
}

/** Splits `2|abc…` into its two parts; undefined if the format or the checksum is wrong. */
export function parseToken(token: string): { id: number; secret: string } | undefined {
  const match = /^([1-9]\d{0,15})\|([A-Za-z0-9]{40})([0-9a-f]{8})$/.exec(token)
  if (!match) return undefined
  const [, digits, entropy = '', sum] = match
  const id = Number(digits)
  return Number.isSafeInteger(id) && checksum(entropy) === sum ? { id, secret: entropy + sum } : undefined
}

const checksum = (text: string) => crc32(text).toString(16).padStart(8, '0')
