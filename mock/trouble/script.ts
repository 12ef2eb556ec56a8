import { ApiError } from '../../server/http/errors.ts'
import type { ScriptRule } from '../types/index.d.ts'
import { FAILURES, type Trouble } from './prefer.ts'

/** Chooses what happens to each request. */
export interface Script {
  /** Counts a request, and returns what the first matching rule asks for. */
  next(operation: string): Trouble
}

export function createScript(rules: readonly ScriptRule[]): Script {
  const states = rules.map(rule => ({ rule, seen: 0, applied: 0 }))
  return {
    next(operation) {
      for (const state of states) {
        const { rule } = state
        if (rule.operation !== undefined && rule.operation !== operation) continue
        if (rule.times !== undefined && state.applied >= rule.times) continue
        state.seen += 1
        const counted = state.seen - (rule.after ?? 0)
        if (counted <= 0 || counted % (rule.every ?? 1) !== 0) continue
        state.applied += 1
        const { operation: _, after: _after, times: _times, every: _every, ...trouble } = rule
        return trouble
      }
      return {}
    },
  }
}

const NUMBERS = { after: 0, times: 1, every: 1, delay: 0, code: 100 } as const

/** Checks rules that come from JSON. Throws 422 naming the rule. @param operations all operationIds */
export function readScript(value: unknown, operations: ReadonlySet<string>): ScriptRule[] {
  if (!Array.isArray(value)) throw refuse('A script is an array of rules.')
  return value.map((rule: unknown, index) => {
    const problem = problemOf(rule, operations)
    if (problem) throw refuse(`Rule ${index + 1}: ${problem}`)
    return rule as ScriptRule
  })
}

function problemOf(rule: unknown, operations: ReadonlySet<string>): string | undefined {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return 'a rule is an object.'
  for (const [name, value] of Object.entries(rule)) {
    if (name === 'operation') {
      if (!operations.has(String(value))) return `there is no operation ${value}.`
    } else if (name === 'fail') {
      if (!FAILURES.some(each => each === value)) return `fail must be one of ${FAILURES.join(', ')}.`
    } else if (name === 'example') {
      if (typeof value !== 'string') return 'example must be the name of an example.'
    } else if (Object.hasOwn(NUMBERS, name)) {
      const minimum = NUMBERS[name as keyof typeof NUMBERS]
      if (!Number.isInteger(value) || Number(value) < minimum) return `${name} must be a whole number from ${minimum}.`
    } else return `${name} is not known: use operation, after, times, every, delay, fail, code or example.`
  }
  return undefined
}

const refuse = (message: string) => new ApiError(422, 'validation_failed', message)
