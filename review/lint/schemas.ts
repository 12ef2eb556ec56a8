import {
  into,
  isObject,
  type Json,
  type JsonObject,
  type Located,
  type OpenApiDocument,
} from '../../openapi/document.ts'

/** The named objects, or list items, in a field. What is not an object is left out. */
export const membersOf = ({ value, pointer }: Located, field: string): [string, Located][] =>
  entriesOf(value[field]).flatMap(([name, member]) =>
    isObject(member) ? [[name, { value: member, pointer: into(pointer, field, name) }]] : [],
  )

const entriesOf = (value: Json | undefined): [string, Json][] =>
  typeof value === 'object' && value !== null ? (Object.entries(value) as [string, Json][]) : []

/** The object in a field, or undefined. */
export function inField({ value, pointer }: Located, field: string): Located | undefined {
  const found = value[field]
  return isObject(found) ? { value: found, pointer: into(pointer, field) } : undefined
}

/** What a chain of references leads to; undefined for a broken one, which another rule reports. */
export function end(document: OpenApiDocument, start: Located): Located | undefined {
  const seen = new Set<string>()
  let at: Located | undefined = start
  while (at && typeof at.value.$ref === 'string') {
    if (seen.has(at.value.$ref)) return undefined
    seen.add(at.value.$ref)
    at = target(document, at.value.$ref)
  }
  return at
}

function target(document: OpenApiDocument, $ref: string): Located | undefined {
  const value = document.at($ref)
  return isObject(value) ? { value, pointer: $ref } : undefined
}

/** The schemas that a value must all match: the schema itself, what it references and the members of its `allOf`, at any depth. */
export function partsOf(document: OpenApiDocument, schema: Located): Located[] {
  const parts = new Map<string, Located>()
  const visit = (part: Located | undefined) => {
    if (!part || parts.has(part.pointer)) return
    parts.set(part.pointer, part)
    if (typeof part.value.$ref === 'string') visit(target(document, part.value.$ref))
    for (const [, member] of membersOf(part, 'allOf')) visit(member)
  }
  visit(schema)
  return [...parts.values()]
}

/** The members of `anyOf` and `oneOf`. */
export const branchesOf = (part: Located): Located[] =>
  ['anyOf', 'oneOf'].flatMap(field => membersOf(part, field).map(([, branch]) => branch))

/** `partsOf` with all branches, at any depth: the schemas that a value must or may match. */
export function everyPartOf(document: OpenApiDocument, schema: Located): Located[] {
  const parts = new Map<string, Located>()
  const visit = (start: Located) => {
    for (const part of partsOf(document, start)) {
      if (parts.has(part.pointer)) continue
      parts.set(part.pointer, part)
      for (const branch of branchesOf(part)) visit(branch)
    }
  }
  visit(schema)
  return [...parts.values()]
}

/** The types in a schema's own `type`, without `null`. */
export const typesOf = ({ type }: JsonObject): Json[] =>
  (Array.isArray(type) ? type : type === undefined ? [] : [type]).filter(name => name !== 'null')
