import type { Sent } from './exchange.ts'

/** What a target can be made to meet: a fault of its own, a busy database, a rate limit that is spent after one more request. */
export type Fault = 'error' | 'busy' | 'limited'

/** A user of the target. */
export interface Account {
  email: string
  password: string
}

/** Whatever is judged: the app in process, a running server, the mock, a server with a planted fault. */
export interface Target {
  name: string
  /** @param sent the same request, where a Request does not hold it as it is: fetch tidies paths */
  fetch(request: Request, sent?: Sent): Promise<Response>
  /** Is given each 429 that was waited out before the answer came, by a target that keeps to a rate limit. */
  onLimited?: ((sent: Sent, response: Response) => void) | undefined
  /** The first one's rows are worked with; the second belongs to another client, whose rows the first must not see. */
  accounts: readonly Account[]
  /** Scheme and host of its URLs; http://127.0.0.1:3000 when left out. */
  origin?: string
  /** Puts the world back as it was, tokens and counters and clock and fault included. What can do this is judged completely. */
  reset?(): void | Promise<void>
  /** The requests from now to the next reset meet it. */
  fault?(kind: Fault): void | Promise<void>
  /** Sets the target's clock, an ISO instant. */
  clock?(iso: string): void | Promise<void>
  /** The target's time in Unix milliseconds; the real time when left out. */
  now?(): number
  /** All that the target has stored, as one text in which a secret would be found. */
  stored?: (() => string) | undefined
  /** Whether only GET and HEAD may be sent, beside login and revocation of the suite's own tokens. */
  readOnly?: boolean
  /** Why cells, by name, may stay uncovered on this target. */
  excuses?: Readonly<Record<string, string>>
}
