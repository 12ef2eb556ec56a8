import { bytesOf, incompleteTail, invalidUtf8 } from './bytes.ts'
import { Unreadable } from './unreadable.ts'

export interface CsvOptions {
  delimiter: string
  /** A name that TextDecoder knows. */
  encoding: string
}

export interface CsvRecord {
  /** Counted from 1, with the header. */
  row: number
  values: string[]
}

/** Characters of one record. A longer one is a quote that is not closed, in a file that may not fit into memory. */
const LONGEST_RECORD = 4 * 1024 * 1024

/** Reads the records of a CSV file (RFC 4180), also with LF alone. Empty lines are skipped. Throws Unreadable. */
export async function* readCsv(file: string, { delimiter, encoding }: CsvOptions): AsyncGenerator<CsvRecord> {
  const parser = new Parser(delimiter)
  for await (const text of encoding === 'utf-8' ? utf8Of(file) : textOf(file, encoding)) yield* parser.push(text)
  yield* parser.end()
}

async function* utf8Of(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let rest: Uint8Array = new Uint8Array()
  let offset = 0
  for await (const chunk of bytesOf(file)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const complete = bytes.subarray(0, bytes.length - incompleteTail(bytes))
    assertUtf8(complete, offset)
    yield decoder.decode(complete)
    offset += complete.length
    rest = bytes.slice(complete.length)
  }
  assertUtf8(rest, offset)
}

function assertUtf8(bytes: Uint8Array, offset: number): void {
  const invalid = invalidUtf8(bytes)
  if (invalid === undefined) return
  throw new Unreadable(
    `byte ${offset + invalid + 1}: not UTF-8; name the encoding of the file, such as --encoding windows-1252`,
  )
}

async function* textOf(file: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of bytesOf(file)) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

class Parser {
  readonly #delimiter: string
  #row = 1
  #values: string[] = []
  #value = ''
  #state: 'start' | 'plain' | 'quoted' | 'quote' = 'start'
  #length = 0
  /** A CR has ended a record: an LF after it belongs to it. */
  #afterReturn = false

  constructor(delimiter: string) {
    this.#delimiter = delimiter
  }

  *push(text: string): Generator<CsvRecord> {
    for (let at = 0; at < text.length; ) {
      const end = this.#endOfRun(text, at)
      if (end > at) {
        this.#add(text.slice(at, end))
        at = end
        continue
      }
      const character = text[at++] as string
      const record = this.#take(character)
      if (record) yield record
    }
  }

  *end(): Generator<CsvRecord> {
    if (this.#state === 'quoted') throw new Unreadable(`row ${this.#row}: a quote is not closed`)
    const record = this.#endRecord()
    if (record) yield record
  }

  /** Where the characters that only add to the value end. */
  #endOfRun(text: string, from: number): number {
    let at = from
    if (this.#state === 'quoted') while (at < text.length && text[at] !== '"') at++
    else if (this.#state === 'plain') {
      while (at < text.length && text[at] !== this.#delimiter && !'"\r\n'.includes(text[at] as string)) at++
    }
    return at
  }

  #add(text: string): void {
    this.#value += text
    this.#length += text.length
    if (this.#length > LONGEST_RECORD) {
      throw new Unreadable(`row ${this.#row}: longer than ${LONGEST_RECORD} characters; is a quote not closed?`)
    }
  }

  #take(character: string): CsvRecord | undefined {
    const isAfterReturn = this.#afterReturn
    this.#afterReturn = false
    if (this.#state === 'quoted') {
      this.#state = 'quote'
      return undefined
    }
    if (character === '"') {
      if (this.#state === 'plain') throw new Unreadable(`row ${this.#row}: a quote inside a value that is not quoted`)
      if (this.#state === 'quote') this.#add('"')
      this.#state = 'quoted'
      return undefined
    }
    if (character === this.#delimiter) {
      this.#values.push(this.#value)
      this.#value = ''
      this.#state = 'start'
      return undefined
    }
    if (character === '\n' && isAfterReturn) return undefined
    if (character === '\n' || character === '\r') {
      this.#afterReturn = character === '\r'
      return this.#endRecord()
    }
    if (this.#state === 'quote') throw new Unreadable(`row ${this.#row}: text after a closing quote`)
    this.#state = 'plain'
    this.#add(character)
    return undefined
  }

  #endRecord(): CsvRecord | undefined {
    const values = [...this.#values, this.#value]
    const row = this.#row
    const isEmpty = values.length === 1 && values[0] === '' && this.#state === 'start'
    this.#values = []
    this.#value = ''
    this.#state = 'start'
    this.#length = 0
    this.#row += 1
    return isEmpty ? undefined : { row, values }
  }
}
