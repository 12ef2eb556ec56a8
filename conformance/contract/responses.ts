import { isObject, type Json, type JsonObject, type Located, type OpenApiDocument } from '../../openapi/document.ts'
import { membersOf } from '../../openapi/members.ts'
import { type Operation, resolvedMembers } from '../../openapi/operations.ts'
import { into } from '../../openapi/pointer.ts'
import { resolve, resolvedAt } from '../../openapi/references.ts'

/** What an operation declares for one status. */
export interface DeclaredResponse {
  status: string
  pointer: string
  /** By media type; empty if there is no body. */
  media: ReadonlyMap<string, DeclaredBody>
  headers: readonly DeclaredHeader[]
}

export interface DeclaredBody {
  /** Pointer to the schema; undefined if there is none. */
  schema: string | undefined
  /** The values that properties with an enum have in the examples of this response. */
  shown: ReadonlyMap<string, ReadonlySet<Json>>
  /** The examples themselves. */
  examples: readonly Json[]
}

export interface DeclaredHeader {
  name: string
  pointer: string
  schema: string
  required: boolean
}

export function responsesOf(document: OpenApiDocument, operation: Operation): DeclaredResponse[] {
  return operation.responses.map(([status, response]) => ({
    status,
    pointer: response.pointer,
    media: new Map(membersOf(response, 'content').map(([type, media]) => [type, bodyOf(document, media)])),
    headers: resolvedMembers(document, response, 'headers').map(([name, { value, pointer }]) => ({
      name,
      pointer,
      schema: into(pointer, 'schema'),
      required: value.required === true,
    })),
  }))
}

/** The response declared for a status: exact, else its range, else `default` (OpenAPI 3.1, Responses Object). */
export const declaredFor = (responses: readonly DeclaredResponse[], status: number): DeclaredResponse | undefined =>
  [String(status), `${Math.floor(status / 100)}XX`, 'default']
    .map(name => responses.find(response => response.status === name))
    .find(response => response !== undefined)

function bodyOf(document: OpenApiDocument, media: Located): DeclaredBody {
  const schema = isObject(media.value.schema) ? into(media.pointer, 'schema') : undefined
  const enums = schema === undefined ? [] : enumsIn(document, schema)
  const examples = resolvedMembers(document, media, 'examples')
    .map(([, example]) => example.value.value)
    .filter(value => value !== undefined)
  const shown = enums.map((name): [string, Set<Json>] => [
    name,
    new Set(examples.flatMap(value => (isObject(value) && value[name] !== undefined ? [value[name]] : []))),
  ])
  return { schema, examples, shown: new Map(shown.filter(([, values]) => values.size > 0)) }
}

/** The properties with an enum in an object schema. */
function enumsIn(document: OpenApiDocument, pointer: string): string[] {
  const object = resolvedAt(document, pointer)
  if (!object || !isObject(object.value.properties)) return []
  const names = Object.keys(object.value.properties)
  return names.filter(name => resolvedAt(document, into(object.pointer, 'properties', name))?.value.enum !== undefined)
}

/** The schema and the required headers that all errors share. Errors that belong to no operation must have them too. */
export interface CommonError {
  schema: string
  headers: readonly DeclaredHeader[]
}

export function commonErrorOf(document: OpenApiDocument, operations: readonly Operation[]): CommonError | undefined {
  const errors = operations
    .flatMap(operation => responsesOf(document, operation))
    .filter(({ status }) => /^[45]/.test(status))
  const uses = new Map<string, number>()
  for (const { media } of errors) {
    for (const { schema } of media.values()) {
      const end = schema && resolve(document, { value: document.at(schema) as JsonObject, pointer: schema }).pointer
      if (end) uses.set(end, (uses.get(end) ?? 0) + 1)
    }
  }
  const [schema] = [...uses].sort(([, a], [, b]) => b - a)[0] ?? []
  if (schema === undefined) return undefined
  const isCommon = ({ name }: DeclaredHeader) =>
    errors.every(({ headers }) => headers.some(header => header.name === name && header.required))
  return { schema, headers: errors[0]?.headers.filter(isCommon) ?? [] }
}
