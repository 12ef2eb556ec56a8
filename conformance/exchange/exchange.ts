/** A request exactly as it is sent. */
export interface SentRequest {
  method: string
  /** Path and query as sent, never normalised. */
  path: string
  headers: Readonly<Record<string, string>>
  body?: string | Uint8Array<ArrayBuffer> | undefined
}

/** A response, read completely. */
export interface ReceivedResponse {
  status: number
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>
  bytes: Uint8Array
  /** The body as text. */
  text: string
  /** The body parsed as JSON in UTF-8; undefined if it is not JSON or is nested too deeply. */
  json: unknown
}

export interface Exchange {
  sent: SentRequest
  response: ReceivedResponse
}

export async function readResponse(response: Response): Promise<ReceivedResponse> {
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

/** Deeper values could overflow the stack of recursive code. */
const DEEPEST = 200

function isShallow(value: unknown): boolean {
  let level = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return false
    level = level.flatMap(item => (typeof item === 'object' && item !== null ? Object.values(item) : []))
  }
  return true
}
