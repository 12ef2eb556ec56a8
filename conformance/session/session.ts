import { randomUUID } from 'node:crypto'
import { isObject, type Json, type OpenApiDocument } from '../../openapi/document.ts'
import type { Shape } from '../contract/request-shape.ts'
import type { Conversation } from '../exchange/conversation.ts'
import { type ReceivedResponse, readResponse, type SentRequest } from '../exchange/exchange.ts'
import { baseBody, baseHeaders, baseQuery } from '../requests/base.ts'
import type { At, RawBody } from '../requests/case.ts'
import type { Target } from '../target.ts'
import type { KnownIds } from '../validation/request.ts'
import { type Login, loginRequest, tokenIn } from './login.ts'
import type { Recorder } from './recorder.ts'

/** Thrown if the run cannot be completed: the target is down, hangs, or rejects the login. */
export class Inconclusive extends Error {}

/** Unanswered or rate-limited requests in a row that end a run, and unanswered requests in total that do. */
const PATIENCE = 3
const PATIENCE_IN_ALL = 20

/** Everything that a check needs to send requests as a user of the target. */
export interface Session {
  document: OpenApiDocument
  shapes: readonly Shape[]
  /** The operations to test; the others are only used where these need them. */
  tested: readonly Shape[]
  /** How tokens are created; undefined if the contract has no such operation, so that only public ones are tested. */
  login: Login | undefined
  /** Whether the scenarios were written for this contract, so that it must have the operations that they call. */
  isOwnContract: boolean
  target: Target
  recorder: Recorder
  at: At
  /** Sends a request, counts it and validates the response; undefined if there was none, which is a violation. */
  send(shape: Shape | undefined, name: string, sent: SentRequest): Promise<ReceivedResponse | undefined>
  /** Resets the target, if it can be reset. */
  fresh(): Promise<void>
  fault: Conversation['fault']
  clock: Conversation['clock']
  /** A valid token of an account; the same one until the next `fresh`, unless a new one is requested. */
  token(account?: number, isNew?: boolean): Promise<string>
  /** A valid token of an account if the operation needs one. */
  tokenFor(shape: Shape, account?: number): Promise<string | undefined>
  /** Revokes the tokens that were created since the last reset. */
  revokeAll(): Promise<void>
  /** The ids that a list returned, by its path. */
  ids: Map<string, KnownIds>
  /** The first account's rows that a list returned, by its path and their ids. */
  rows: Map<string, ReadonlyMap<number, unknown>>
  /** By operation, the id with which it succeeds; undefined if there is none. */
  allowed: Map<string, number | undefined>
  /** The headers that a request must have. On a target that cannot be reset, a key is never used twice. */
  headersFor(shape: Shape): Record<string, string>
  /** A valid request to an operation, as the first account. */
  base(shape: Shape, id?: string | number): Promise<SentRequest>
}

export interface SessionParts
  extends Pick<Session, 'document' | 'shapes' | 'tested' | 'login' | 'isOwnContract' | 'target' | 'recorder' | 'at'> {
  conversation: Conversation
  /** Once aborted, nothing more is sent. */
  signal?: AbortSignal | undefined
}

export function createSession({
  document,
  shapes,
  tested,
  login,
  isOwnContract,
  target,
  recorder,
  at,
  conversation,
  signal,
}: SessionParts): Session {
  let tokens = new Map<number, string>()
  const made = new Set<string>()
  let silent = 0
  let silence = ''
  let unanswered = 0
  let limited = 0

  const waitedOut: Response[] = []
  if ('onLimited' in target) target.onLimited = (_, response) => waitedOut.push(response)

  const mayRead = (shape: Shape | undefined, { method }: SentRequest) =>
    /^(GET|HEAD|OPTIONS)$/.test(method) || (shape !== undefined && (shape === login?.shape || shape === login?.revoke))

  const session: Session = {
    document,
    shapes,
    tested,
    login,
    isOwnContract,
    target,
    recorder,
    at,
    ids: new Map(),
    rows: new Map(),
    allowed: new Map(),
    fault: conversation.fault,
    clock: conversation.clock,

    async send(shape, name, sent) {
      // A guard against any check or scenario that would write to a read-only target.
      if (target.readOnly && !mayRead(shape, sent)) throw new Error(`${name}: ${sent.method} ${sent.path} would write`)
      if (signal?.aborted) throw new Inconclusive('The run was interrupted')
      recorder.counts.requests++
      let response: ReceivedResponse
      try {
        response = await conversation.send(sent)
        silent = 0
      } catch (error) {
        silence = error instanceof Error ? error.message : String(error)
        if (++silent >= PATIENCE || ++unanswered >= PATIENCE_IN_ALL) throw new Inconclusive(silence)
        recorder.addViolation(shape, name, { rule: 'no-response', message: `${sent.method} ${sent.path}: ${silence}` })
        return undefined
      }
      // A target that can be reset is limited on purpose.
      limited = response.status === 429 && !target.reset ? limited + 1 : 0
      if (limited >= PATIENCE && waitedOut.length > 0)
        throw new Inconclusive('The rate limit rejects every request, even after waiting')
      if (limited >= PATIENCE)
        throw new Inconclusive('The rate limit rejects every request, and no response says how long to wait')
      for (const response of waitedOut.splice(0)) {
        recorder.check(shape, name, { sent, response: await readResponse(response) })
      }
      // Before the response can appear in the report.
      const token = login && shape === login.shape ? tokenIn(login, response) : undefined
      if (token !== undefined) recorder.secrets.set(token, '$TOKEN')
      recorder.check(shape, name, { sent, response })
      return response
    },

    async fresh() {
      if (!target.reset) return
      await conversation.reset()
      tokens = new Map()
      made.clear()
    },

    async token(account = 0, isNew = false) {
      const known = tokens.get(account)
      if (known !== undefined && !isNew) return known
      const user = target.accounts[account]
      if (!login) throw new Inconclusive('The contract has no operation that returns a token')
      if (!user) throw new Inconclusive(`The target has no account ${account + 1}`)
      const sent = loginRequest(login, user)
      const response = await session.send(login.shape, 'login', sent)
      const token = response && tokenIn(login, response)
      if (token === undefined)
        throw new Inconclusive(
          response ? refusalOf(sent, user.email, response) : `${sent.method} ${sent.path} got no response: ${silence}`,
        )
      made.add(token)
      if (!isNew) tokens.set(account, token)
      return token
    },

    tokenFor: async (shape, account) => (shape.isSecured ? session.token(account) : undefined),

    async revokeAll() {
      const revoke = login?.revoke
      if (!revoke) return
      for (const token of made) {
        const headers = { Authorization: `Bearer ${token}` }
        await conversation.send({ method: revoke.method, path: revoke.path, headers }).catch(() => {})
      }
      made.clear()
    },

    headersFor(shape) {
      const headers = baseHeaders(document, shape, at)
      for (const name of Object.keys(headers))
        if (!target.reset && /^idempotency-key$/i.test(name)) headers[name] = randomUUID()
      return headers
    },

    async base(shape, id) {
      const body = baseBody(document, shape, at)
      return requestOf(shape, {
        id: id === undefined ? '' : String(id),
        query: baseQuery(document, shape, at),
        token: await session.tokenFor(shape),
        headers: session.headersFor(shape),
        body,
      })
    },
  }
  return session
}

/** A request to an operation. */
export function requestOf(
  shape: Shape,
  {
    id,
    query = '',
    token,
    headers = {},
    body,
  }: {
    id: string
    query?: string
    token?: string | undefined
    headers?: Readonly<Record<string, string>>
    body?: RawBody | undefined
  },
): SentRequest {
  return {
    method: shape.method,
    path: shape.path.replaceAll(/\{[^}]+\}/g, () => id) + (query && `?${query}`),
    headers: {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(body?.type !== undefined && { 'Content-Type': body.type }),
      ...headers,
    },
    ...(body?.bytes !== undefined && { body: body.bytes }),
  }
}

function refusalOf({ method, path }: SentRequest, email: string, response: ReceivedResponse): string {
  const type = response.headers.get('content-type') ?? 'no media type'
  const message = isObject(response.json as Json) ? (response.json as { message?: unknown }).message : undefined
  const place = response.headers.get('location')
  const more = typeof message === 'string' ? `: ${message}` : place === undefined ? '' : `, redirecting to ${place}`
  return `${method} ${path} returned ${response.status} ${type} and no token for ${email}${more}`
}

/** The list that an operation with an id belongs to: the path in front of the id. */
export const collectionOf = (shapes: readonly Shape[], { path }: Shape): Shape | undefined =>
  shapes.find(({ method, path: other }) => method === 'GET' && path.startsWith(`${other}/{`))

/** The rows in the first array of a response, by their ids. */
export function rowsIn(response: ReceivedResponse | undefined, name: string): Map<number, unknown> {
  const body = response?.json
  if (typeof body !== 'object' || body === null) return new Map()
  const rows: unknown[] = (Array.isArray(body) ? body : Object.values(body).find(Array.isArray)) ?? []
  const pairs = rows.map(row => [isObject(row as Json) ? (row as Record<string, unknown>)[name] : undefined, row])
  return new Map(pairs.filter((pair): pair is [number, unknown] => typeof pair[0] === 'number'))
}

/** One query for each enum value of each parameter, and an empty one: together they list rows in every state. */
export const queriesOf = (shape: Shape): string[] => [
  '',
  ...shape.query.flatMap(({ name, schema }) =>
    (Array.isArray(schema.enum) ? schema.enum : []).map(member => `${name}=${encodeURIComponent(String(member))}`),
  ),
]
