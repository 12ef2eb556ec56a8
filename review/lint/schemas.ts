import {
  into,
  isObject,
  type Json,
  type JsonObject,
  type Located,
  type OpenApiDocument,
} from '../../openapi/document.ts'
import { targetOf } from '../../openapi/references.ts'

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

/** The schemas that a value must all match: the schema itself, what it references and the members of its `allOf`, at any depth. */
export function partsOf(document: OpenApiDocument, schema: Located): Located[] {
  const parts = new Map<string, Located>()
  const visit = (part: Located | undefined) => {
    if (!part || parts.has(part.pointer)) return
    parts.set(part.pointer, part)
    visit(targetOf(document, part))
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

/** The names of all properties that schemas define. */
export const propertiesOf = (schemas: Located[]): string[] =>
  schemas.flatMap(({ value }) => Object.keys(isObject(value.properties) ? value.properties : {}))
