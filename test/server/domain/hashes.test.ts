import { crc32 as zlibCrc32 } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crc32, equalHashes } from '../../../server/domain/hashes.ts'

const ascii = fc.string({ unit: 'binary-ascii' })

test('crc32() is the CRC-32 of zlib', () => {
  fc.assert(fc.property(ascii, text => crc32(text) === zlibCrc32(text)))
  expect(crc32('123456789')).toBe(0xcbf43926)
})

test('equalHashes() is equality', () => {
  fc.assert(fc.property(ascii, ascii, (a, b) => equalHashes(a, b) === (a === b)))
  fc.assert(fc.property(ascii, ascii, (a, b) => equalHashes(a + b, a) === (b === '')))
  expect(equalHashes('ab', 'ab')).toBe(true)
})
