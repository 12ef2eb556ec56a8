import { isObject, type Located, type OpenApiDocument } from '../../openapi/document.ts'
import { membersOf } from '../../openapi/members.ts'
import { targetOf } from '../../openapi/references.ts'

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

/** The names of all properties that schemas define. */
export const propertiesOf = (schemas: Located[]): string[] =>
  schemas.flatMap(({ value }) => Object.keys(isObject(value.properties) ? value.properties : {}))
