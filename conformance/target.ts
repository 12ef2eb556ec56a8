import type { SentRequest } from './exchange/exchange.ts'

/** What a target can be made to suffer from: an internal error, a busy database, or a rate limit with one request left. */
export type Fault = 'error' | 'busy' | 'limited'

/** A user of the target. */
export interface Account {
  email: string
  password: string
}

/** What is tested: the app in process, a running server, the mock, or a server mutant. */
export interface Target {
  name: string
  /** @param sent the same request unmodified; fetch normalises paths */
  fetch(request: Request, sent?: SentRequest): Promise<Response>
  /** Called for each 429 that the target's pacing waited out. */
  onLimited?: ((sent: SentRequest, response: Response) => void) | undefined
  /** The first account is tested; the second belongs to another client, whose rows the first must not see. */
  accounts: readonly Account[]
  /** Scheme and host of its URLs; http://127.0.0.1:3000 by default. */
  origin?: string
  /** Restores the initial state: data, tokens, counters, clock and fault. Everything is tested on a target that can do this. */
  reset?(): void | Promise<void>
  /** Applies to all requests until the next reset. */
  fault?(kind: Fault): void | Promise<void>
  /** Sets the target's clock to an ISO time. */
  clock?(iso: string): void | Promise<void>
  /** The target's time in Unix milliseconds; the real time by default. */
  now?(): number
  /** Everything that the target has stored, as one text to search for secrets. */
  stored?: (() => string | Promise<string>) | undefined
  /** Whether only GET, HEAD and OPTIONS may be sent, besides login and revocation of the suite's own tokens. */
  readOnly?: boolean
  /** Reasons why cells, by name, may stay uncovered on this target. */
  exclusions?: Readonly<Record<string, string>>
}
