import type { Context } from 'hono'
import type { Queries } from '../database/database.ts'
import type { Connection } from './peer.ts'

/** The portal user that a valid bearer token belongs to. */
export interface User {
  id: number
  client_id: number
  client_name: string
  name: string
  email: string
  created_at: string
  token: { id: number; name: string; created_at: string; last_used_at: string | null; expires_at: string | null }
}

/** Set for each request before its handler runs. Read them with `c.get()`: `c.var` copies all of them each time. */
export interface Variables {
  /** The authenticated user. Not set on an operation without security. */
  user: User
  /** The database, or the transaction that an operation with an Idempotency-Key runs in. */
  queries: Queries
  /** The time of the request by the server's clock, such as `2026-11-22T13:05:00Z`; the same during the whole request. */
  now: string
  /** Scheme and host for absolute links. */
  origin: string
  /** IP address of the client. */
  peer: string
  /** Query parameters that the client sent, without those that only have a default. */
  sentQueryKeys: ReadonlySet<string>
}

/** Passed in with each request. The trace is read again afterwards, for the request's log line. */
export interface Bindings extends Connection {
  requestId: string
  trace: Trace
}

/** Facts about a request for its log line, filled in while it is handled. */
export interface Trace {
  operation?: string
  user_id?: number
  client_id?: number
  /** Address of the client, only when the request was refused: the log shows who tries tokens and IDs. */
  peer?: string
  error?: string
}

export interface Env {
  Variables: Variables
  Bindings: Bindings
}

export type RequestContext = Context<Env>
