import { into, type Located, type OpenApiDocument } from '../openapi/document.ts'
import { membersOf } from '../openapi/members.ts'
import { type Operation, operationsOf, resolvedMembers } from '../openapi/operations.ts'
import { resolve, resolvedAt } from '../openapi/references.ts'
import { namedTypes } from '../openapi/types.ts'
import { keywordsIn, type TypeName } from '../openapi/vocabulary.ts'
import { contentOf, isJson } from './media.ts'
import { literal } from './schema/context.ts'
import { key } from './shared.ts'

/** The types at the start of operations.gen.ts. The rest of the file is data. */
const TYPES = `/**
 * The body that a response must have: for JSON, its required properties, each with a sample value of its type; for binary data, the
 * media type; null for no body.
 */
export type Body = Readonly<Record<string, unknown>> | string | null

export interface Operation {
  /** By status code, without \`commonResponses\`. */
  responses: Readonly<Record<number, Body>>
  /** Whether it can be called without a token. */
  isPublic?: true
  /** Whether it has an Idempotency-Key header, so that it is safe to repeat. */
  isKeyed?: true
}
`

/** The text of operations.gen.ts: the facts about operations and response headers that the client needs at run time. */
export function emitClientOperations(document: OpenApiDocument): string {
  const operations = operationsOf(document)
  const bodies = createBodies(document)
  const responses = operations.map(operation =>
    operation.responses.map(([status, response]) => bodies.put(status, response)),
  )
  const common = (responses[0] ?? []).filter(response => responses.every(each => each.includes(response)))
  const entries = operations.map(
    (operation, index) => `  ${literal(`${operation.method.toUpperCase()} ${operation.path}`)}: {
    responses: { ${(responses[index] ?? []).filter(response => !common.includes(response)).join(', ')} },
${flagsOf(operation)}  },
`,
  )
  const headers = [...headersOf(document, operations)].map(([name, type]) => `  ${key(name)}: ${type},\n`)
  return `${TYPES}
${bodies.texts().join('')}
/** The responses that all operations have in common. */
export const commonResponses: Operation['responses'] = { ${common.join(', ')} }

/** By method and path. */
export const operations: Readonly<Record<string, Operation>> = {
${entries.join('')}}

/** The declared response headers, with the function that converts each value from text. */
export const declaredHeaders = {
${headers.join('')}} as const

/** The headers whose values are integers. */
export type IntegerHeader = {
  [Name in keyof typeof declaredHeaders]: (typeof declaredHeaders)[Name] extends NumberConstructor ? Name : never
}[keyof typeof declaredHeaders]
`
}

function flagsOf({ security, parameters }: Operation): string {
  const isKeyed = parameters.some(
    ({ value }) => value.in === 'header' && String(value.name).toLowerCase() === 'idempotency-key',
  )
  return [security.length === 0 ? '    isPublic: true,\n' : '', isKeyed ? '    isKeyed: true,\n' : ''].join('')
}

/** Equal bodies share a constant. */
function createBodies(document: OpenApiDocument) {
  const names = new Map<string, string>()
  return {
    /** Refuses `default` and ranges such as `5XX`, which also match the responses of a proxy. */
    put(status: string, response: Located): string {
      if (!/^\d{3}$/.test(status))
        document.refuse(
          response.pointer,
          `the client does not support ${status}`,
          'Declare each status code by its number.',
        )
      const text = bodyOf(document, response)
      if (!text.startsWith('{')) return `${status}: ${text}`
      if (!names.has(text)) names.set(text, `body${names.size + 1}`)
      return `${status}: ${names.get(text)}`
    },
    texts: () => [...names].map(([text, name]) => `const ${name}: Body = ${text}\n`),
  }
}

function bodyOf(document: OpenApiDocument, response: Located): string {
  const [first, second] = contentOf(response)
  if (first === undefined) return 'null'
  if (second !== undefined)
    document.refuse(response.pointer, 'the client supports only one media type in a response', 'Remove the others.')
  const [type, media] = first
  if (!isJson(type)) return literal(type.toLowerCase())
  const schema = resolvedAt(document, into(media.pointer, 'schema'))
  const { required = [] } = keywordsIn(schema?.value ?? {})
  const members = required.flatMap(name => {
    const property = schema && resolvedAt(document, into(schema.pointer, 'properties', name))
    const [kind, ...others] = property ? kindsOf(document, property) : []
    return kind === undefined || others.length > 0 ? [] : `${key(name)}: ${SAMPLES[kind]}`
  })
  return `{ ${members.join(', ')} }`
}

const SAMPLES = {
  string: "''",
  integer: '0',
  number: '0',
  boolean: 'true',
  array: '[]',
  object: '{}',
  null: 'null',
} as const

/** Empty if the schema does not determine the type. */
function kindsOf(document: OpenApiDocument, schema: Located): TypeName[] {
  const types = namedTypes(schema)
  if (types) return types
  const kinds = membersOf(schema, 'allOf').map(([, part]) => kindsOf(document, resolve(document, part)))
  return kinds.find(found => found.length > 0) ?? []
}

/** The names of all response headers, with `Number` if a response declares an integer, otherwise `String`. */
function headersOf(document: OpenApiDocument, operations: Operation[]): Map<string, 'Number' | 'String'> {
  const found = new Map<string, 'Number' | 'String'>()
  for (const [, response] of operations.flatMap(({ responses }) => responses))
    for (const [name, { pointer }] of resolvedMembers(document, response, 'headers')) {
      const schema = resolvedAt(document, into(pointer, 'schema'))
      const isInteger = schema !== undefined && namedTypes(schema)?.join() === 'integer'
      if (isInteger || !found.has(name)) found.set(name, isInteger ? 'Number' : 'String')
    }
  return found
}
