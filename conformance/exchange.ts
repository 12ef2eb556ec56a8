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
  /** The body as JSON in UTF-8; undefined when it is none, or nested beyond reason. */
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
    const value: unknown = JSON.parse(strict.decode(bytes))
    return isShallow(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Far beyond any contract; what is deeper would end the stack of whoever walks it. */
const DEEPEST = 200

function isShallow(value: unknown): boolean {
  let level = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return false
    level = level.flatMap(item => (typeof item === 'object' && item !== null ? Object.values(item) : []))
  }
  return true
}
