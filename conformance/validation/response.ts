import { isDeepStrictEqual } from 'node:util'
import type { OpenApiDocument } from '../../openapi/document.ts'
import type { Operation } from '../../openapi/operations.ts'
import { createSchemas } from '../contract/response-schemas.ts'
import {
  commonErrorOf,
  type DeclaredBody,
  type DeclaredResponse,
  declaredFor,
  responsesOf,
} from '../contract/responses.ts'
import type { ReceivedResponse } from '../exchange/exchange.ts'
import type { Mismatch } from './mismatch.ts'
import { undeclaredHeaders, validateHeaders } from './response-headers.ts'

export interface ResponseValidator {
  /** Validates a response against what the operation declares for its status. */
  validate(operation: Operation, method: string, response: ReceivedResponse): Mismatch[]
  /** Validates an error that belongs to no operation against what all errors have in common. */
  validateCommonError(response: ReceivedResponse): Mismatch[]
}

/** @param isStrict whether every undeclared header is a mismatch, or only those that the contract declares elsewhere */
export function createResponseValidator(
  document: OpenApiDocument,
  operations: readonly Operation[],
  isStrict: boolean,
): ResponseValidator {
  const schemas = createSchemas(document)
  const responses = new Map(operations.map(operation => [operation.id, responsesOf(document, operation)]))
  const common = commonErrorOf(document, operations)
  const known = isStrict
    ? undefined
    : new Set([...responses.values()].flat().flatMap(({ headers }) => headers.map(({ name }) => name.toLowerCase())))
  /** Bodies already found valid, so that the same text is validated once. */
  const right = new Set<string>()

  function validateJson(pointer: string, response: ReceivedResponse): Mismatch[] {
    const key = `${pointer} ${response.text}`
    if (right.has(key)) return []
    if (response.json === undefined) return [{ rule: 'body', message: 'the body is not JSON in UTF-8', pointer }]
    const errors = schemas.errorsOf(pointer, response.json)
    if (errors.length === 0) right.add(key)
    return errors.slice(0, 3).map(error => ({ rule: 'body', message: error, pointer }))
  }

  /** To a schema, a body that is not JSON is a string (OpenAPI 3.1, 4.8.14.4). */
  const validateText = (pointer: string, { text }: ReceivedResponse): Mismatch[] =>
    schemas.errorsOf(pointer, text).map(error => ({ rule: 'body', message: error, pointer }))

  function validateBody(declared: DeclaredResponse, method: string, response: ReceivedResponse): Mismatch[] {
    const { media, pointer } = declared
    const type = response.headers.get('content-type')
    if (method === 'HEAD')
      return response.bytes.length > 0 ? [mismatch('media-type', 'the response to HEAD has a body', pointer)] : []
    if (media.size === 0) {
      const isEmpty = response.bytes.length === 0 && type === undefined
      return isEmpty ? [] : [mismatch('media-type', `a body of type ${type}, but none is declared`, pointer)]
    }
    const [essence = '', ...parameters] = (type ?? '').split(';').map(part => part.trim().toLowerCase())
    const body = media.get(essence)
    if (!body) {
      return [
        mismatch('media-type', `${type ?? 'no media type'} instead of ${[...media.keys()].join(' or ')}`, pointer),
      ]
    }
    if (parameters.some(part => part.startsWith('charset=') && !/^charset="?utf-8"?$/.test(part)))
      return [mismatch('media-type', `${type} is not in UTF-8`, pointer)]
    if (response.bytes.length === 0) return [mismatch('body', 'the body is empty', pointer)]
    if (!/[/+]json$/.test(essence)) return body.schema ? validateText(body.schema, response) : []
    return [...(body.schema ? validateJson(body.schema, response) : []), ...notShown(body, response, pointer)]
  }

  return {
    validate(operation, method, response) {
      const declared = declaredFor(responses.get(operation.id) ?? [], response.status)
      if (!declared)
        return [mismatch('status', `status ${response.status} is not declared for this operation`, operation.pointer)]
      return [
        ...validateBody(declared, method, response),
        ...validateHeaders(declared.headers, response.headers, schemas),
        ...undeclaredHeaders(declared.headers, response.headers, known, declared.pointer),
      ]
    },

    validateCommonError(response) {
      if (!common) return []
      const body: DeclaredBody = { schema: common.schema, shown: new Map(), examples: [] }
      const declared = {
        status: '',
        pointer: common.schema,
        media: new Map([['application/json', body]]),
        headers: common.headers,
      }
      return [
        ...validateBody(declared, 'GET', response),
        ...validateHeaders(declared.headers, response.headers, schemas),
        ...undeclaredHeaders(declared.headers, response.headers, known, declared.pointer),
      ]
    },
  }
}

const mismatch = (rule: string, message: string, pointer: string): Mismatch => ({ rule, message, pointer })

/**
 * An error must have a code that the examples of its status show, not just any code of the enum. A server error must equal an example
 * exactly: anything else could reveal internals (OWASP API8:2023).
 */
function notShown({ shown, examples }: DeclaredBody, { status, json }: ReceivedResponse, pointer: string): Mismatch[] {
  if (status < 400 || typeof json !== 'object' || json === null) return []
  if (status >= 500 && examples.length > 0 && !examples.some(example => isDeepStrictEqual(example, json)))
    return [
      mismatch(
        'undocumented-error',
        `${JSON.stringify(json).slice(0, 100)} equals no example of this response`,
        pointer,
      ),
    ]
  return [...shown].flatMap(([name, values]) => {
    const value = (json as Record<string, never>)[name]
    if (value === undefined || values.has(value)) return []
    return [
      mismatch(
        'undocumented-error',
        `${name} is ${JSON.stringify(value)}, but the examples show only ${JSON.stringify([...values])}`,
        pointer,
      ),
    ]
  })
}
