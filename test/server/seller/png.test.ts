import { expect, test } from 'vitest'
import { readPng } from '../../../server/seller/png.ts'
import { png } from './png-file.ts'

test('a PNG is kept as it is', () => {
  const bytes = png(8, 4)
  expect(readPng(bytes)).toEqual({ type: 'png', width: 8, height: 4, data: bytes.toString('base64') })
})

const damaged = png(8, 4)
damaged[50] = damaged[50]! ^ 1

test.each([
  ['another file', Buffer.from('GIF89a'), 'is not a PNG file'],
  ['one that is too large', png(1001, 4), 'has 1001 by 4 pixels; at most 1000 by 1000 are allowed'],
  ['one without pixels', png(0, 4), 'has 0 by 4 pixels'],
  ['one of 16 bits', png(8, 4, { depth: 16 }), 'has 16 bits for each colour'],
  ['an interlaced one', png(8, 4, { interlace: 1 }), 'is interlaced'],
  ['one that is cut off', png(8, 4).subarray(0, -12), 'is damaged'],
  ['a damaged one', damaged, 'is damaged'],
])('%s is refused', (_, bytes, reason) => expect(readPng(bytes)).toContain(reason))
