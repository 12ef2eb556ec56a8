import type { Answered } from '../exchange.ts'
import type { Ask, ScenarioApi } from './scenario.ts'

/** Sends a request whose response must have the given status. */
export async function answered(api: ScenarioApi, operation: string, ask: Ask, status: number): Promise<Answered> {
  const answer = await api.call(operation, ask)
  api.check(answer.status === status, `${operation} should return ${status}, not ${answer.status}: ${excerpt(answer)}`)
  return answer
}

/** The `data` object of a response with the given status. */
export async function dataOf<Data>(api: ScenarioApi, operation: string, ask: Ask = {}, status = 200): Promise<Data> {
  const { json } = await answered(api, operation, ask, status)
  const data = isObject(json) ? json.data : undefined
  api.check(isObject(data), `${operation} should return an object in data`)
  return data as Data
}

/** Sends a request that must be refused with the given code, name only the given field, and have the given message. */
export async function refused(
  api: ScenarioApi,
  operation: string,
  ask: Ask,
  { code, field, message }: { code: string; field: string; message?: string },
): Promise<void> {
  const { json } = await answered(api, operation, ask, 422)
  const error = isObject(json) ? json : {}
  api.equal(error.code, code, `the code of ${operation}`)
  const errors = isObject(error.errors) ? error.errors : {}
  api.equal(Object.keys(errors), [field], `the fields that ${operation} names`)
  if (message === undefined) return
  api.equal([error.message, errors[field]], [message, [message]], `the message of ${operation}`)
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const excerpt = ({ text }: Answered) => (text.length > 200 ? `${text.slice(0, 200)}…` : text)
