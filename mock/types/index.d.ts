/** A demo user of the mock, with a token that stays valid after a reset. */
export interface MockUser {
  id: number
  email: string
  name: string
  token: string
}

/** How a request can be made to fail; see the README. */
export type Failure = 'reset' | 'hang' | 'half-body' | 'html-502' | '503' | '429'

/** One rule of a script. The first rule that matches a request is applied. */
export interface ScriptRule {
  /** The operationId of the requests, such as `listInvoices`; without it, those of all operations. */
  operation?: string
  /** Matching requests that are left alone first. */
  after?: number
  /** How often the rule is applied; without it, always. */
  times?: number
  /** Applies the rule to every n-th matching request only. */
  every?: number
  /** Milliseconds to wait before the request is handled. */
  delay?: number
  fail?: Failure
  /** A status code whose example is the response. */
  code?: number
  /** The name of an example. */
  example?: string
}

/** The whole state of a world: its time, and its database in Base64. */
export interface MockState {
  now: string
  database: string
}

/** A request that the mock has answered. */
export interface RecordedRequest {
  /** ISO time of the machine, not of the mock's clock. */
  time: string
  world: string
  method: string
  /** With the query. */
  path: string
  /** The operationId; null outside the operations. */
  operation: string | null
  /** 0 for a connection that was cut before a response. */
  status: number
  ms: number
  /** What answered: the server's code, an example of the contract, or a rehearsed failure. */
  by: 'server' | 'example' | 'failure'
}

/** Data, clock, script and requests that no other world sees. */
export interface World {
  /** Answers a request to `/api/v1/…`, or to `/__mock/…`, as the server does. Any origin is right. */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>
  /** Restores the demo data, the first time and an empty script, and forgets the requests. */
  reset(): Promise<void>
  /** Moves the clock forward. @param time such as `60d`, with ms, s, m, h or d @returns the new time, in ISO 8601 */
  advance(time: string): Promise<string>
  /** Sets the clock. @param time in ISO 8601 */
  setTime(time: string): Promise<string>
  /** The whole state, for `load`. */
  state(): Promise<MockState>
  load(state: MockState): Promise<void>
  /** Replaces the script. */
  script(rules: readonly ScriptRule[]): Promise<void>
  /** The last 1,000 requests, oldest first. */
  requests(): Promise<RecordedRequest[]>
}

export interface MockOptions {
  /** The time at which the clock starts, in ISO 8601. Default: noon of the day of the demo data, 2026-11-22. */
  now?: string
  /** A state to start with instead of the demo data. */
  seed?: MockState
  /** Whether any password of the demo users is right. */
  anyPassword?: boolean
  /** Requests and logins per minute. Default 1,000,000. */
  rateLimit?: number
}

export interface Mock extends World {
  users: readonly MockUser[]
  /** Another world, created at its first use. @param name 1 to 100 letters, digits, dots, hyphens or underscores */
  world(name: string): World
  close(): Promise<void>
}

/** A mock of the API: the server's own code on a database in memory. */
export function createMock(options?: MockOptions): Promise<Mock>
