import type { Answered } from '../exchange.ts'
import type { Ask, ScenarioApi } from './scenario.ts'

/** Calls an operation whose answer must have the status. */
export async function answered(api: ScenarioApi, operation: string, ask: Ask, status: number): Promise<Answered> {
  const answer = await api.call(operation, ask)
  api.check(answer.status === status, `${operation} should answer ${status}, not ${answer.status}: ${excerpt(answer)}`)
  return answer
}

/** What stands in `data` of an answer with the status. */
export async function dataOf<Data>(api: ScenarioApi, operation: string, ask: Ask = {}, status = 200): Promise<Data> {
  const { json } = await answered(api, operation, ask, status)
  const data = isObject(json) ? json.data : undefined
  api.check(isObject(data), `${operation} should answer an object in data`)
  return data as Data
}

/** An answer that must refuse with the code and name just these fields; both texts of a field's first error. */
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
