import { bytesOf, invalidUtf8 } from './bytes.ts'
import { Unreadable } from './unreadable.ts'

/** One element of a list of the document. */
export interface JsonRow {
  list: string
  /** Counted from 1. */
  row: number
  value: unknown
}

/** Bytes of one row. More would not fit into the memory that an import may use. */
const LONGEST_ROW = 32 * 1024 * 1024

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a]
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d]
const isSpace = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

type Expected =
  | 'object'
  | 'key or end'
  | 'key'
  | 'colon'
  | 'list'
  | 'row or end'
  | 'row'
  | 'comma or end'
  | 'next list'
  | 'nothing'

const MESSAGES: Record<Expected, string> = {
  object: 'the document must be an object of lists, such as {"clients": […]}',
  'key or end': 'the name of a list is expected',
  key: 'the name of a list is expected',
  colon: '":" is expected',
  list: 'a list is expected',
  'row or end': 'an object is expected',
  row: 'an object is expected',
  'comma or end': '"," or "]" is expected',
  'next list': '"," or "}" is expected',
  nothing: 'nothing is expected after the document',
}

/**
 * Reads a JSON object of lists one row at a time, so that a file of any size fits into memory. It finds the ends of the rows by counting
 * brackets outside strings; JSON.parse reads each row. Throws Unreadable.
 */
export async function* readJsonLists(file: string): AsyncGenerator<JsonRow> {
  let expected: Expected = 'object'
  let list = ''
  let row = 0
  /** The bytes of the row or key that has begun, from earlier chunks. */
  let begun: Uint8Array[] = []
  let begunBytes = 0
  let depth = 0
  let inString = false
  let isEscaped = false
  let offset = 0

  for await (const chunk of bytesOf(file)) {
    let start = 0
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number
      if (inString) {
        if (isEscaped) isEscaped = false
        else if (byte === BACKSLASH) isEscaped = true
        else if (byte === QUOTE) {
          inString = false
          if (depth === 0) {
            list = String(parse([...begun, chunk.subarray(start, at + 1)], offset + at, 'the name of a list'))
            begun = []
            begunBytes = 0
            row = 0
            expected = 'colon'
          }
        }
        continue
      }
      if (depth > 0) {
        if (byte === QUOTE) inString = true
        else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth++
        else if ((byte === CLOSE_OBJECT || byte === CLOSE_LIST) && --depth === 0) {
          row++
          const value = parse([...begun, chunk.subarray(start, at + 1)], offset + at, `${list} row ${row}`)
          begun = []
          begunBytes = 0
          expected = 'comma or end'
          yield { list, row, value }
        }
        continue
      }
      if (isSpace(byte)) continue
      const next = after(expected, byte)
      if (next === undefined) throw new Unreadable(`byte ${offset + at + 1}: ${MESSAGES[expected]}`)
      if (next === 'string') inString = true
      else if (next === 'value') depth = 1
      else expected = next
      start = at
    }
    if (inString || depth > 0) {
      begun.push(chunk.slice(start))
      begunBytes += chunk.length - start
      if (begunBytes > LONGEST_ROW) {
        throw new Unreadable(`${list} row ${row + 1} is longer than ${LONGEST_ROW / 1024 / 1024} MB`)
      }
    }
    offset += chunk.length
  }
  if (expected !== 'nothing') throw new Unreadable(`byte ${offset}: the file ends too early; is it complete?`)
}

/** What is expected after a byte outside rows and strings; undefined if the byte is not expected. */
function after(expected: Expected, byte: number): Expected | 'string' | 'value' | undefined {
  switch (expected) {
    case 'object':
      return byte === OPEN_OBJECT ? 'key or end' : undefined
    case 'key or end':
      return byte === CLOSE_OBJECT ? 'nothing' : byte === QUOTE ? 'string' : undefined
    case 'key':
      return byte === QUOTE ? 'string' : undefined
    case 'colon':
      return byte === COLON ? 'list' : undefined
    case 'list':
      return byte === OPEN_LIST ? 'row or end' : undefined
    case 'row or end':
      return byte === CLOSE_LIST ? 'next list' : byte === OPEN_OBJECT ? 'value' : undefined
    case 'row':
      return byte === OPEN_OBJECT ? 'value' : undefined
    case 'comma or end':
      return byte === COMMA ? 'row' : byte === CLOSE_LIST ? 'next list' : undefined
    case 'next list':
      return byte === COMMA ? 'key' : byte === CLOSE_OBJECT ? 'nothing' : undefined
    case 'nothing':
      return undefined
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** @param end offset of the last byte in the file */
function parse(parts: Uint8Array[], end: number, what: string): unknown {
  const bytes = parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts)
  const invalid = invalidUtf8(bytes)
  if (invalid !== undefined) {
    throw new Unreadable(`byte ${end + 2 - bytes.length + invalid}: not UTF-8; convert the file to UTF-8`)
  }
  try {
    return JSON.parse(decoder.decode(bytes))
  } catch (error) {
    throw new Unreadable(`${what}, from byte ${end + 2 - bytes.length}: not valid JSON`, { cause: error })
  }
}
