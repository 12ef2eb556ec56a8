import { type Contract, exampleOf, type Operation } from '../contract.ts'
import { isBinary, successOf } from './response.ts'

/** A request with the examples of the contract, which each language writes in its own way. */
export interface SampleRequest {
  method: string
  origin: string
  /** With the names of the parameters in braces. */
  path: string
  pathParameters: Record<string, unknown>
  /** Origin, and path with the values of the parameters. */
  url: string
  needsToken: boolean
  takesIdempotencyKey: boolean
  body: { type: string; value: unknown } | undefined
  /** The name under which a response that is not JSON is saved. */
  saveAs: string | undefined
  hasResponseBody: boolean
}

/** A parameter without an example keeps its name in braces. */
export function sampleRequest(contract: Contract, operation: Operation, origin: string): SampleRequest {
  const { method, path, needsToken, parameters, requestBody } = operation
  const pathParameters = Object.fromEntries(
    parameters.filter(each => each.in === 'path').map(({ name, example = `{${name}}` }) => [name, example]),
  )
  const filled = path.replaceAll(/\{([^}]+)\}/g, (_, name) => String(pathParameters[name]))
  const [media] = Object.entries(requestBody?.content ?? {})
  const { type } = successOf(operation)
  return {
    method,
    origin,
    path,
    pathParameters,
    url: origin + filled,
    needsToken,
    takesIdempotencyKey: parameters.some(({ name }) => name === 'Idempotency-Key'),
    body: media && { type: media[0], value: exampleOf(contract, media[1]) },
    saveAs: isBinary(type) ? `download.${type?.split('/')[1]}` : undefined,
    hasResponseBody: type !== undefined,
  }
}
