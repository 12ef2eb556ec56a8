import type { Context } from 'hono'
import type { Queries } from '../database/database.ts'
import type { Connection } from './peer.ts'

/** The portal user a valid bearer token stands for. */
export interface User {
  id: number
  client_id: number
  client_name: string
  name: string
  email: string
  created_at: string
  token: { id: number; name: string; created_at: string; last_used_at: string | null; expires_at: string | null }
}

/** What mount knows of a request before its handler runs. */
export interface Variables {
  /** The caller; on an operation without security there is none and reading it is a mistake. */
  user: User
  /** The database, or the transaction the whole operation runs in when it takes an Idempotency-Key. */
  queries: Queries
  /** The server's clock, once for the whole request: an instant like `2026-11-22T13:05:00Z`. */
  now: string
  /** Scheme and host for absolute links. */
  origin: string
  /** Address of the caller. */
  peer: string
  /** Names of the query parameters the caller gave, as opposed to defaults. */
  sentQueryKeys: ReadonlySet<string>
}

/** What the fetch around the app hands in with each request, and reads back for its log line. */
export interface Bindings extends Connection {
  requestId: string
  trace: Trace
}

/** What a request turned out to be, for the log. */
export interface Trace {
  operation?: string
  user_id?: number
  client_id?: number
  /** Of whoever was refused: who guesses must be seen. */
  peer?: string
  error?: string
}

export interface Env {
  Variables: Variables
  Bindings: Bindings
}

export type RequestContext = Context<Env>
