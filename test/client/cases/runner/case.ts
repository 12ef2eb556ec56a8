/**
 * One behaviour of the client, as plain data: what comes in, and what must be seen. Plain, so that two cases can be compared
 * and each can be read without the runner.
 */
export interface Case {
  /** What the client does. */
  name: string
  /**
   * Of a case that ends worse than it could, or in which something does not happen: the name of a case that ends better and whose
   * input differs in one place only, which is why.
   */
  unlike?: string
  input: Input
  expected: Expected
}

export interface Input {
  /** Options of createClient, beside `fetch`, hooks and onUnauthenticated; `baseUrl` and `token` are BASE_URL and TOKEN unless given. */
  client?: Readonly<Record<string, unknown>>
  /** What onUnauthenticated does, each time that it is asked; the last entry stays. Without it there is none. */
  onUnauthenticated?: readonly Renewal[]
  /** The hooks that are set, and what they do beside being noted. */
  hooks?: Readonly<Partial<Record<HookName, HookBehaviour>>>
  /** Made one after the other, or at once when `together`. A name is the operation with the contract's first examples. */
  calls: readonly (string | Call)[]
  together?: true
  /** What the transport gives the first request, the second and so on. A number is the contract's own example of that status. */
  answers: readonly (number | Answer)[]
  /** What Math.random gives; a half unless said, so that the first pause is 150 ms and the second 300. */
  random?: number
}

export type HookName = 'onRequest' | 'onResponse' | 'onRetry'
export type HookBehaviour = { sets?: Readonly<Record<string, string>>; throws?: string; takes?: number }
export type Renewal = { gives?: string; logsIn?: Readonly<Record<string, string>>; throws?: string; takes?: number }

export interface Call {
  /** An operationId; with `method` and `path` whatever they say. Of a function of money: its name. */
  operation: string
  method?: 'GET' | 'POST'
  path?: string
  /** The second argument of the call; each member stands in the place of the contract's example. */
  init?: Readonly<Record<string, unknown>>
  /** How it is called; as a value unless said. */
  via?: 'orThrow' | 'items' | 'pages' | 'login'
  /** Leave the loop over items or pages after so many. */
  take?: number
  /** When the caller's signal aborts, in ms after the start; `before` when it has by then. */
  abort?: number | 'before'
  arguments?: readonly unknown[]
}

/** `network error`: no connection. `hang`: never a word. */
export type Answer = 'network error' | 'hang' | HttpAnswer

export interface HttpAnswer {
  status: number
  /** Laid over those of the contract's example; null takes one away. */
  headers?: Readonly<Record<string, string | null>>
  /** The body instead of the contract's example. */
  json?: unknown
  text?: string
  /** ms until it begins. */
  after?: number
  /** What happens instead of the body's second half. */
  half?: 'breaks' | 'hangs'
}

export interface Expected {
  /** Requests that left; one unless said. */
  attempts?: number
  /** The pauses before requests in ms, those of length 0 left out; none unless said. */
  delays?: readonly number[]
  /** ms from the first call to the last outcome; 0 unless said. */
  time?: number
  /** How often onUnauthenticated was asked; never unless said. */
  renewals?: number
  /** What each request at least is, in order. A header that is null must not be there. */
  sent?: readonly Sent[]
  /** The Idempotency-Key of each request: those that the client makes are A, B and so on, null is none. */
  keys?: readonly (string | null)[]
  /** What the hooks are told, in order. */
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
  /** Anything else that is thrown: `TypeError`, or a part of its name and message. */
  throws?: string
}
