import type { ServerMutant } from '../../../in-process/server-mutant.ts'
import { type OperationId, operationOf } from './operations.ts'
import { bytesOf } from './responses.ts'

/** A request that can be changed. */
export interface MutableRequest {
  method: string
  url: string
  headers: Headers
  body: Uint8Array<ArrayBuffer> | undefined
}

/** Changes requests to operations before the app receives them. */
export function requests(
  name: string,
  operations: OperationId | readonly OperationId[] | 'any',
  change: (sent: MutableRequest) => void,
): ServerMutant {
  const ids: readonly string[] = [operations].flat()
  return {
    name,
    fetch: fetch => async request => {
      const operation = operationOf(request)
      if (operation === undefined || (operations !== 'any' && !ids.includes(operation))) return fetch(request)
      const sent = await read(request)
      change(sent)
      return fetch(toRequest(sent))
    },
  }
}

export async function read(request: Request): Promise<MutableRequest> {
  const body = request.body === null ? undefined : new Uint8Array(await request.clone().arrayBuffer())
  return { method: request.method, url: request.url, headers: new Headers(request.headers), body }
}

export function toRequest({ url, method, headers, body }: MutableRequest): Request {
  return new Request(url, { method, headers, ...(body !== undefined && { body }) })
}

/** A query key with its value, both as sent. */
type Pair = [key: string, value: string | undefined]

/** Changes queries; pairs are not decoded. */
export const query = (
  name: string,
  operations: OperationId | readonly OperationId[],
  change: (pairs: Pair[]) => Pair[],
): ServerMutant =>
  requests(name, operations, sent => {
    const [path = '', ...rest] = sent.url.split('?')
    if (rest.length === 0) return
    const pairs = rest
      .join('?')
      .split('&')
      .map((pair): Pair => {
        const [key = '', ...value] = pair.split('=')
        return [key, pair.includes('=') ? value.join('=') : undefined]
      })
    const changed = change(pairs).map(([key, value]) => (value === undefined ? key : `${key}=${value}`))
    sent.url = changed.length === 0 ? path : `${path}?${changed.join('&')}`
  })

/** Changes the values of a query parameter; undefined removes it. */
export const parameter = (
  name: string,
  operations: OperationId | readonly OperationId[],
  key: string,
  change: (value: string) => string | undefined,
): ServerMutant =>
  query(name, operations, pairs =>
    pairs.flatMap(([sent, value]): Pair[] => {
      if (sent !== key) return [[sent, value]]
      const changed = change(value ?? '')
      return changed === undefined ? [] : [[sent, changed]]
    }),
  )

type Fields = Record<string, unknown>

/** Larger bodies are left alone (x-input maxBodyBytes), since rewriting could make them small enough to be accepted. */
const BODY_LIMIT = 65_536

/**
 * Changes the fields of bodies that are JSON objects or forms. Bodies without a change, and bodies that cannot be parsed, are sent as
 * they are.
 */
export const fields = (
  name: string,
  operations: OperationId | readonly OperationId[],
  change: (fields: Fields) => Fields,
): ServerMutant =>
  requests(name, operations, sent => {
    if (sent.body === undefined || sent.body.length > BODY_LIMIT) return
    const isJson = /^application\/json\b/i.test(sent.headers.get('content-type') ?? '')
    const given = isJson ? parseJson(sent.body) : isForm(sent) ? parseForm(sent.body) : undefined
    if (!given) return
    const changed = change({ ...given })
    const isSame = [...new Set([...Object.keys(given), ...Object.keys(changed)])].every(
      key => given[key] === changed[key],
    )
    const text = isSame ? undefined : isJson ? writeJson(changed) : new URLSearchParams(changed as never).toString()
    if (text !== undefined) sent.body = bytesOf(text)
  })

export const isForm = ({ headers }: MutableRequest): boolean =>
  /^application\/x-www-form-urlencoded\b/i.test(headers.get('content-type') ?? '')

/** Changes one field if it is present; undefined removes it. */
export const field = (
  name: string,
  operations: OperationId | readonly OperationId[],
  key: string,
  change: (value: unknown) => unknown,
): ServerMutant =>
  fields(name, operations, given => {
    if (!Object.hasOwn(given, key)) return given
    const { [key]: value, ...others } = given
    const changed = change(value)
    // Keeps its position, since the order of fields is visible in `errors`.
    return changed === undefined ? others : { ...given, [key]: changed }
  })

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Undefined for anything but a JSON object in UTF-8. */
function parseJson(bytes: Uint8Array): Fields | undefined {
  const value = readJson(bytes)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

/** Undefined for anything but JSON in UTF-8. */
export function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(STRICT.decode(bytes))
  } catch {
    return undefined
  }
}

/** Undefined for values nested too deeply. */
export function writeJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

/** Undefined for forms with invalid percent-encoding, repeated keys or invalid UTF-8. */
function parseForm(bytes: Uint8Array): Fields | undefined {
  let text: string
  try {
    text = STRICT.decode(bytes)
    decodeURIComponent(text)
  } catch {
    return undefined
  }
  const pairs = [...new URLSearchParams(text)]
  const given = Object.fromEntries(pairs)
  return Object.keys(given).length === pairs.length ? given : undefined
}

/** Changes strings and leaves other values alone. */
export const whereText =
  (change: (value: string) => unknown) =>
  (value: unknown): unknown =>
    typeof value === 'string' ? change(value) : value
