import type { ReceivedResponse } from '../exchange/exchange.ts'
import type { ScenarioApi, ScenarioRequest } from './scenario.ts'

/** Sends a request whose response must have the given status. */
export async function expectStatus(
  api: ScenarioApi,
  operation: string,
  request: ScenarioRequest,
  status: number,
): Promise<ReceivedResponse> {
  const response = await api.call(operation, request)
  api.check(
    response.status === status,
    `${operation} should return ${status}, not ${response.status}: ${excerpt(response)}`,
  )
  return response
}

/** The `data` object of a response with the given status. */
export async function dataOf<Data>(
  api: ScenarioApi,
  operation: string,
  request: ScenarioRequest = {},
  status = 200,
): Promise<Data> {
  const { json } = await expectStatus(api, operation, request, status)
  const data = isObject(json) ? json.data : undefined
  api.check(isObject(data), `${operation} should return an object in data`)
  return data as Data
}

/** Sends a request that must be refused with the given code, name only the given field, and have the given message. */
export async function expectRefusal(
  api: ScenarioApi,
  operation: string,
  request: ScenarioRequest,
  { code, field, message }: { code: string; field: string; message?: string },
): Promise<void> {
  const { json } = await expectStatus(api, operation, request, 422)
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

const excerpt = ({ text }: ReceivedResponse) => (text.length > 200 ? `${text.slice(0, 200)}…` : text)
