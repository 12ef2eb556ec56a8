import type { ReceivedResponse } from '../exchange/exchange.ts'
import type { Fault } from '../target.ts'

/** What a scenario needs of a target; if it is missing, the scenario is skipped with a reason. */
export type Need = 'reset' | 'clock' | 'fault' | 'writes' | 'stored' | 'second account'

/** A requirement that no schema can express, as a sequence of requests. Every response is also validated by the contract. */
export interface Scenario {
  /** The requirement as a sentence: `a filter returns exactly the rows with the status`. */
  name: string
  /** The operationIds it calls; if the contract lacks one, that is a violation. */
  operations: readonly string[]
  needs?: readonly Need[]
  /** Names of rules, as in the report, that it checks because they cannot be checked by shape alone. */
  covers?: readonly string[]
  /** Throws the errors of `api.check`. */
  run(api: ScenarioApi): Promise<void>
}

export interface ScenarioRequest {
  /** The value of the only path parameter. */
  id?: number | string
  query?: Record<string, string | number>
  /** Sent as JSON unless `form` is set. */
  body?: Record<string, unknown>
  form?: boolean
  headers?: Record<string, string>
  /** Replaces the account's token; empty for none. */
  token?: string
}

export interface ScenarioApi {
  /** Sends an operation as the first account, on fresh data if the target can be reset. */
  call(operation: string, request?: ScenarioRequest): Promise<ReceivedResponse>
  /** Sends a GET to a path or URL, such as one of `links`; only path and query of a URL are used. */
  get(url: string, request?: Pick<ScenarioRequest, 'headers' | 'token'>): Promise<ReceivedResponse>
  /** The same functions for another account; account 1 belongs to another client. */
  as(account: number): ScenarioApi
  account: { email: string; password: string }
  /** A new token of this account, revoked at the end of the run. */
  freshToken(): Promise<string>
  /** Whether the target can be reset; if not, a scenario should change little and undo what it can. */
  isResettable: boolean
  clock(iso: string): Promise<void>
  /** Injects a fault into the following requests. */
  fault(kind: Fault): Promise<void>
  /** The target's time in Unix milliseconds. */
  now(): number
  stored(): Promise<string>
  /** Throws unless the condition holds, with the last exchange; the message states the expectation. */
  check(condition: unknown, message: string): asserts condition
  /** Throws unless both are equal as JSON, regardless of the order of keys. */
  equal(actual: unknown, expected: unknown, what: string): void
  /** Skips the scenario, because the target lacks the data. On a target that can be reset, that fails, and for a rule it is uncovered. */
  skip(reason: string): never
}
