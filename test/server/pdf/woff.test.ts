import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { unpackWoff } from '../../../server/pdf/woff.ts'

describe('unpackWoff', () => {
  const woff = readFileSync(
    createRequire(import.meta.url).resolve('@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff'),
  )

  it('gives a font of the declared size, with tables at their offsets and with their checksums', () => {
    const font = unpackWoff(woff)
    expect(font.length).toBe(woff.readUInt32BE(16))
    expect(font.readUInt32BE(0)).toBe(0x00010000)
    const count = font.readUInt16BE(4)
    const tables = Array.from({ length: count }, (_, index) => 12 + 16 * index)
    const wrong = tables
      .map(entry => ({
        tag: font.toString('latin1', entry, entry + 4),
        checksum: font.readUInt32BE(entry + 4),
        sum: checksum(font, font.readUInt32BE(entry + 8), font.readUInt32BE(entry + 12)),
      }))
      // The head table contains the checksum of the file, which its own checksum does not cover.
      .filter(({ tag, checksum, sum }) => tag !== 'head' && checksum !== sum)
    expect(count).toBeGreaterThan(8)
    expect(wrong).toEqual([])
  })

  it('refuses another file format', () => {
    expect(() => unpackWoff(Buffer.from('wOF2 and more'))).toThrow('Not a WOFF file')
  })
})

/** The sum of a table's 32-bit words (OpenType, "Calculating Checksums"). */
function checksum(font: Buffer, offset: number, length: number): number {
  let sum = 0
  for (let at = offset; at < offset + length; at += 4) sum = (sum + font.readUInt32BE(at)) >>> 0
  return sum
}
