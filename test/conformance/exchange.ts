/** A request as it goes out; also what a recording finds an answer by. */
export interface Sent {
  method: string
  /** Path and query, as they are sent: never normalised. */
  path: string
  headers: Readonly<Record<string, string>>
  body?: string | Uint8Array<ArrayBuffer> | undefined
}

/** An answer, read to its end. */
export interface Answered {
  status: number
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>
  bytes: Uint8Array
  /** The body as text. */
  text: string
  /** The body as JSON in UTF-8; undefined when it is none. */
  json: unknown
}

export interface Exchange {
  sent: Sent
  answered: Answered
}

export async function readAnswer(response: Response): Promise<Answered> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  const headers = new Map([...response.headers].map(([name, value]) => [name.toLowerCase(), value]))
  return { status: response.status, headers, bytes, text: lenient.decode(bytes), json: parse(bytes) }
}

const lenient = new TextDecoder()
/** JSON is UTF-8 without a byte order mark (RFC 8259, 8.1). */
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(strict.decode(bytes))
  } catch {
    return undefined
  }
}
