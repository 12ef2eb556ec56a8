import { crc32 } from 'node:zlib'
import type { PngLogo } from '../domain/seller.ts'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** The type of the last chunk. */
const IEND = 0x49454e44

/** Pixels. A larger one takes long to draw, and is not sharper in print at the size of a logo. */
const MAX_SIZE = 1000

/** Reads the header of a PNG file (PNG 1.2, 11.2.2). Returns what is wrong with it as a text. */
export function readPng(bytes: Uint8Array): PngLogo | string {
  const isPng = SIGNATURE.every((byte, index) => bytes[index] === byte)
  if (!isPng || bytes.length < 33) return 'is not a PNG file'
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [width, height] = [header.getUint32(16), header.getUint32(20)]
  if (width === 0 || height === 0 || width > MAX_SIZE || height > MAX_SIZE) {
    return `has ${width} by ${height} pixels; at most ${MAX_SIZE} by ${MAX_SIZE} are allowed`
  }
  if (header.getUint8(24) === 16) return 'has 16 bits for each colour; save it with 8'
  if (header.getUint8(28) !== 0) return 'is interlaced; save it without'
  if (!isComplete(header)) return 'is damaged; save it again'
  return { type: 'png', width, height, data: Buffer.from(bytes).toString('base64') }
}

/** Whether the chunks up to IEND follow each other and have the right checksums. Drawing fails otherwise. */
function isComplete(file: DataView): boolean {
  let at = SIGNATURE.length
  while (at + 12 <= file.byteLength) {
    const length = file.getUint32(at)
    if (at + 12 + length > file.byteLength) return false
    const checked = new Uint8Array(file.buffer, file.byteOffset + at + 4, length + 4)
    if (crc32(checked) !== file.getUint32(at + 8 + length)) return false
    if (file.getUint32(at + 4) === IEND) return true
    at += 12 + length
  }
  return false
}
