import { isObject, type Json, type Located, type OpenApiDocument } from '../../../openapi/document.ts'
import { memberOf, membersOf } from '../../../openapi/members.ts'
import { findResolved } from '../../../openapi/references.ts'

/** Schemas may contain themselves. */
const DEEPEST = 8

/** The example of a parameter, header or media type, or one that its schema describes. */
export function exampleIn(document: OpenApiDocument, owner: Located): Json | undefined {
  if (owner.value.example !== undefined) return owner.value.example
  const [named] = membersOf(owner, 'examples')
  const example = named && findResolved(document, named[1])?.value.value
  return example ?? exampleOf(document, memberOf(owner, 'schema'))
}

/** A value that a schema describes, from the examples of its parts. */
function exampleOf(document: OpenApiDocument, schema: Located | undefined, depth = 0): Json | undefined {
  const resolved = schema && findResolved(document, schema)
  if (!resolved || depth > DEEPEST) return undefined
  const inner = (part: Located | undefined) => exampleOf(document, part, depth + 1)
  const { examples, example, default: initial, const: constant, enum: values, type, readOnly } = resolved.value
  if (readOnly === true) return undefined
  const [given] = [examples, [example], [constant], values, [initial]].flatMap(list =>
    Array.isArray(list) && list[0] !== undefined ? [list[0]] : [],
  )
  if (given !== undefined) return given
  const [alternative] = ['oneOf', 'anyOf'].flatMap(field => membersOf(resolved, field))
  if (alternative) return inner(alternative[1])
  const merged = membersOf(resolved, 'allOf').map(([, part]) => inner(part))
  const properties = membersOf(resolved, 'properties').flatMap(([name, part]) => {
    const value = inner(part)
    return value === undefined ? [] : [[name, value] as const]
  })
  if (properties.length > 0 || merged.some(isObject))
    return Object.assign({}, ...merged.filter(isObject), Object.fromEntries(properties))
  return SAMPLES[String(Array.isArray(type) ? type[0] : type)]
}

const SAMPLES: Record<string, Json> = { string: '…', integer: 1, number: 1, boolean: true, array: [], object: {} }
