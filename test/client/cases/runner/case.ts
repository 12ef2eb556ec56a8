/**
 * One behaviour of the client, as plain data: the input, and what must be observed. Plain, so that two cases can be compared and each
 * can be read without the runner.
 */
export interface Case {
  /** What the client does. */
  name: string
  /**
   * Required for a case that ends in an error, or in which something does not happen: the name of a case that ends better and whose input
   * differs in one place only, which is the reason.
   */
  contrastWith?: string
  input: Input
  expected: Expected
}

export interface Input {
  /** Options of createClient, beside `fetch`, hooks and onUnauthenticated. `baseUrl` and `token` default to BASE_URL and TOKEN. */
  client?: Readonly<Record<string, unknown>>
  /** What onUnauthenticated does each time it is called. The last entry is repeated. Without any, the client has no onUnauthenticated. */
  onUnauthenticated?: readonly Renewal[]
  /** The hooks that are set, and what they do beside being recorded. */
  hooks?: Readonly<Partial<Record<HookName, HookBehaviour>>>
  /** Made one after the other, unless `concurrent`. A string is the operation with the contract's first examples. */
  calls: readonly (string | Call)[]
  concurrent?: true
  /** The response to the first request, the second and so on. A number is the contract's own example of that status. */
  responses: readonly (number | ScriptedResponse)[]
  /** What Math.random returns. The default of 0.5 makes the first pause 150 ms and the second 300. */
  random?: number
}

export type HookName = 'onRequest' | 'onResponse' | 'onRetry'
/** `sets`: headers. `delay`: milliseconds until the hook settles. */
export type HookBehaviour = { sets?: Readonly<Record<string, string>>; throws?: string; delay?: number }
export type Renewal = { returns?: string; logsIn?: Readonly<Record<string, string>>; throws?: string; delay?: number }

export interface Call {
  /** An operationId, also if `method` and `path` replace its own; or the name of a money function. */
  operation: string
  method?: 'GET' | 'POST'
  path?: string
  /** The second argument of the call. Each member replaces the contract's example. */
  init?: Readonly<Record<string, unknown>>
  /** The method of the client; GET or POST by default. */
  via?: 'orThrow' | 'items' | 'pages' | 'login'
  /** Leave the loop over items or pages after this many. */
  take?: number
  /** When the caller's signal aborts, in ms after the start, or before the call. */
  abort?: number | 'before'
  arguments?: readonly unknown[]
}

/** `network error`: no connection. `hang`: a connection, but no response. */
export type ScriptedResponse = 'network error' | 'hang' | HttpResponse

export interface HttpResponse {
  status: number
  /** Merged into those of the contract's example; null removes one. */
  headers?: Readonly<Record<string, string | null>>
  /** The body, instead of the contract's example. */
  json?: unknown
  text?: string
  /** Milliseconds until it begins. */
  after?: number
  /** What happens instead of the second half of the body. */
  half?: 'breaks' | 'hangs'
}

export interface Expected {
  /** Number of requests sent. Default 1. */
  attempts?: number
  /** The pauses before requests in ms, except those of 0. Default none. */
  delays?: readonly number[]
  /** Milliseconds from the first call to the last outcome. Default 0. */
  time?: number
  /** How often onUnauthenticated was called. Default 0. */
  renewals?: number
  /** Some properties of each request, in order. A header that is null must be missing. */
  sent?: readonly Sent[]
  /** The Idempotency-Key of each request: generated keys are A, B and so on, null is none. */
  keys?: readonly (string | null)[]
  /** What the hooks got, in order. */
  hooks?: readonly Readonly<Record<string, unknown>>[]
  /** How each call ends, in order. */
  outcomes: readonly Outcome[]
}

export interface Sent {
  method?: string
  url?: string
  headers?: Readonly<Record<string, unknown>>
  body?: string
  credentials?: string
  redirect?: string
}

/** A result (`status` with data, error, headers, fileName), what a loop went through, a value, or what is thrown. */
export interface Outcome {
  status?: number
  data?: unknown
  error?: unknown
  headers?: unknown
  fileName?: unknown
  items?: readonly number[]
  pages?: readonly (readonly number[])[]
  value?: unknown
  /** The fields of an ApiError. */
  rejects?: Readonly<Record<string, unknown>>
  /** Any other error: part of its name and message. */
  throws?: string
}
