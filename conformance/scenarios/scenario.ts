import type { Answered } from '../exchange.ts'
import type { Fault } from '../target.ts'

/** What a target must be able to do for a scenario; without it the scenario is skipped, with that as its reason. */
export type Need = 'reset' | 'clock' | 'fault' | 'writes' | 'stored' | 'second account'

/** What no schema states, told as a sequence of requests. Every answer is judged by the contract as well. */
export interface Scenario {
  /** A sentence that says what holds: `a filter shows just the rows that have the status`. */
  name: string
  /** The operationIds it calls; one that the contract lacks is a violation. */
  operations: readonly string[]
  needs?: readonly Need[]
  /** Throws what `api.check` throws. */
  run(api: ScenarioApi): Promise<void>
}

export interface Ask {
  /** Stands in the path for its only parameter. */
  id?: number | string
  query?: Record<string, string | number>
  /** As JSON unless `form`. */
  body?: Record<string, unknown>
  form?: boolean
  headers?: Record<string, string>
  /** Another token than the account's own; empty for none. */
  token?: string
}

export interface ScenarioApi {
  /** Sends an operation as the first account, on a world that no other scenario has touched when the target can be reset. */
  call(operation: string, ask?: Ask): Promise<Answered>
  /** Sends a path, such as one of `links`, as it stands (path and query, or an absolute URL, whose path and query are asked of the target). */
  get(url: string, ask?: Pick<Ask, 'headers' | 'token'>): Promise<Answered>
  /** The same, as another account; 1 is the one of another client. */
  as(account: number): ScenarioApi
  account: { email: string; password: string }
  /** A token of this account made for the scenario alone, revoked at the end of the run. */
  freshToken(): Promise<string>
  /** Whether the target can be reset; if not, change as little as possible and undo what can be undone. */
  isResettable: boolean
  clock(iso: string): Promise<void>
  /** The requests to come meet it. */
  fault(kind: Fault): Promise<void>
  /** The target's time in Unix milliseconds. */
  now(): number
  stored(): string
  /** Throws, with the last exchange, unless the condition holds; the message says what should have been. */
  check(condition: unknown, message: string): asserts condition
  /** Throws unless the two are alike, as JSON; the order of keys says nothing. */
  equal(actual: unknown, expected: unknown, what: string): void
  /** Ends the scenario without a verdict: the target's data does not show it. Not allowed on a target that can be reset. */
  cannot(reason: string): never
}
