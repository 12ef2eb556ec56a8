import { isDeepStrictEqual } from 'node:util'
import type { OpenApiDocument } from '../../openapi/document.ts'
import type { Operation } from '../../openapi/operations.ts'
import { answersOf, commonErrorOf, type DeclaredAnswer, type DeclaredBody, declaredFor } from '../contract/answers.ts'
import { createSchemas } from '../contract/schemas.ts'
import type { Answered } from '../exchange.ts'
import { judgeHeaders, undeclaredHeaders } from './headers.ts'

/** A difference between a response and the contract. */
export interface Finding {
  rule: string
  message: string
  /** The part of the contract that is violated. */
  pointer: string
}

export interface AnswerJudge {
  /** Validates a response against what the operation declares for its status. */
  judge(operation: Operation, method: string, answered: Answered): Finding[]
  /** Validates an error that belongs to no operation against what all errors have in common. */
  judgeError(answered: Answered): Finding[]
}

/** @param isStrict whether every undeclared header is a mismatch, or only those that the contract declares elsewhere */
export function createAnswerJudge(
  document: OpenApiDocument,
  operations: readonly Operation[],
  isStrict: boolean,
): AnswerJudge {
  const schemas = createSchemas(document)
  const answers = new Map(operations.map(operation => [operation.id, answersOf(document, operation)]))
  const common = commonErrorOf(document, operations)
  const known = isStrict
    ? undefined
    : new Set([...answers.values()].flat().flatMap(({ headers }) => headers.map(({ name }) => name.toLowerCase())))
  /** Bodies already found valid, so that the same text is validated once. */
  const right = new Set<string>()

  function judgeJson(pointer: string, answered: Answered): Finding[] {
    const key = `${pointer} ${answered.text}`
    if (right.has(key)) return []
    if (answered.json === undefined) return [{ rule: 'body', message: 'the body is not JSON in UTF-8', pointer }]
    const errors = schemas.errorsOf(pointer, answered.json)
    if (errors.length === 0) right.add(key)
    return errors.slice(0, 3).map(error => ({ rule: 'body', message: error, pointer }))
  }

  /** To a schema, a body that is not JSON is a string (OpenAPI 3.1, 4.8.14.4). */
  const judgeText = (pointer: string, { text }: Answered): Finding[] =>
    schemas.errorsOf(pointer, text).map(error => ({ rule: 'body', message: error, pointer }))

  function judgeBody(declared: DeclaredAnswer, method: string, answered: Answered): Finding[] {
    const { media, pointer } = declared
    const type = answered.headers.get('content-type')
    if (method === 'HEAD')
      return answered.bytes.length > 0 ? [finding('media-type', 'the response to HEAD has a body', pointer)] : []
    if (media.size === 0) {
      const isEmpty = answered.bytes.length === 0 && type === undefined
      return isEmpty ? [] : [finding('media-type', `a body of type ${type}, but none is declared`, pointer)]
    }
    const [essence = '', ...parameters] = (type ?? '').split(';').map(part => part.trim().toLowerCase())
    const body = media.get(essence)
    if (!body) {
      return [finding('media-type', `${type ?? 'no media type'} instead of ${[...media.keys()].join(' or ')}`, pointer)]
    }
    if (parameters.some(part => part.startsWith('charset=') && !/^charset="?utf-8"?$/.test(part)))
      return [finding('media-type', `${type} is not in UTF-8`, pointer)]
    if (answered.bytes.length === 0) return [finding('body', 'the body is empty', pointer)]
    if (!/[/+]json$/.test(essence)) return body.schema ? judgeText(body.schema, answered) : []
    return [...(body.schema ? judgeJson(body.schema, answered) : []), ...notShown(body, answered, pointer)]
  }

  return {
    judge(operation, method, answered) {
      const declared = declaredFor(answers.get(operation.id) ?? [], answered.status)
      if (!declared)
        return [finding('status', `status ${answered.status} is not declared for this operation`, operation.pointer)]
      return [
        ...judgeBody(declared, method, answered),
        ...judgeHeaders(declared.headers, answered.headers, schemas),
        ...undeclaredHeaders(declared.headers, answered.headers, known, declared.pointer),
      ]
    },

    judgeError(answered) {
      if (!common) return []
      const body: DeclaredBody = { schema: common.schema, shown: new Map(), examples: [] }
      const declared = {
        status: '',
        pointer: common.schema,
        media: new Map([['application/json', body]]),
        headers: common.headers,
      }
      return [
        ...judgeBody(declared, 'GET', answered),
        ...judgeHeaders(declared.headers, answered.headers, schemas),
        ...undeclaredHeaders(declared.headers, answered.headers, known, declared.pointer),
      ]
    },
  }
}

const finding = (rule: string, message: string, pointer: string): Finding => ({ rule, message, pointer })

/**
 * An error must have a code that the examples of its status show, not just any code of the enum. A server error must equal an example
 * exactly: anything else could reveal internals (OWASP API8:2023).
 */
function notShown({ shown, examples }: DeclaredBody, { status, json }: Answered, pointer: string): Finding[] {
  if (status < 400 || typeof json !== 'object' || json === null) return []
  if (status >= 500 && examples.length > 0 && !examples.some(example => isDeepStrictEqual(example, json)))
    return [finding('as-shown', `${JSON.stringify(json).slice(0, 100)} equals no example of this response`, pointer)]
  return [...shown].flatMap(([name, values]) => {
    const value = (json as Record<string, never>)[name]
    if (value === undefined || values.has(value)) return []
    return [
      finding(
        'as-shown',
        `${name} is ${JSON.stringify(value)}, but the examples show only ${JSON.stringify([...values])}`,
        pointer,
      ),
    ]
  })
}
