import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { Refused } from '../domain/refused.ts'

const CHUNK = 256 * 1024

/** The bytes of a file, without a byte order mark. */
export async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  let isFirst = true
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: CHUNK }) as AsyncIterable<Uint8Array>) {
      yield isFirst && startsWithMark(chunk) ? chunk.subarray(MARK.length) : chunk
      isFirst = false
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (typeof code !== 'string' || !/^E[A-Z]+$/.test(code)) throw error
    throw new Refused(`${file} cannot be read (${code})`)
  }
}

const MARK = [0xef, 0xbb, 0xbf]

/** Whether a file starts with the byte order mark of UTF-8. */
export const startsWithMark = (bytes: Uint8Array): boolean => MARK.every((byte, at) => bytes[at] === byte)

/** The offset of the first byte that is not UTF-8; undefined if all are. */
export function invalidUtf8(bytes: Uint8Array): number | undefined {
  if (isUtf8(bytes)) return undefined
  let [valid, invalid] = [0, bytes.length]
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1
    const start = bytes.subarray(0, middle)
    if (isUtf8(start.subarray(0, middle - incompleteTail(start)))) valid = middle
    else invalid = middle
  }
  return valid - incompleteTail(bytes.subarray(0, valid))
}

const isContinuation = (byte = 0) => (byte & 0xc0) === 0x80

/** The number of bytes at the end that begin a character whose rest follows in the next chunk. */
export function incompleteTail(bytes: Uint8Array): number {
  for (let length = 1; length <= Math.min(3, bytes.length); length++) {
    const byte = bytes[bytes.length - length] ?? 0
    if (isContinuation(byte)) continue
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return needed > length ? length : 0
  }
  return 0
}
