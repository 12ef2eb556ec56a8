import { isObject, type JsonObject, type OpenApiDocument } from '../../../openapi/document.ts'
import { walkFrom } from '../../../openapi/walk.ts'

/** What a schema describes: a parameter or body of a request, or a body or header of a response. */
export type Role = 'parameter' | 'body' | 'response' | 'header'

/** A schema at its definition, with everything it is used for through references. */
export interface SchemaSite {
  pointer: string
  value: JsonObject
  roles: ReadonlySet<Role>
  /** operationIds */
  operations: ReadonlySet<string>
}

/** Whether it describes input. Only there is a looser rule noticeable, because the suite sends what it would accept. */
export const isSent = ({ roles }: SchemaSite): boolean => roles.has('parameter') || roles.has('body')

/** Whether it describes JSON; everything else is a string, which cannot be null. */
export const isJson = ({ roles }: SchemaSite): boolean => roles.has('body') || roles.has('response')

/** Whether it is one of several schemas for the same value. */
export const isPart = ({ pointer }: SchemaSite): boolean => /\/(allOf|anyOf|oneOf)\/\d+$/.test(pointer)

export function createSchemaSites(document: OpenApiDocument) {
  const sites = new Map<string, SchemaSite & { roles: Set<Role>; operations: Set<string>; seen: Set<string> }>()

  /** Records the schema at a pointer and every schema it leads to. */
  function visit(pointer: string, role: Role, operation: string): void {
    const value = document.at(pointer)
    if (!isObject(value)) return
    const site = sites.get(pointer) ?? { pointer, value, roles: new Set(), operations: new Set(), seen: new Set() }
    sites.set(pointer, site)
    const visitor = `${role} ${operation}`
    if (site.seen.has(visitor)) return
    site.seen.add(visitor)
    site.roles.add(role)
    site.operations.add(operation)
    if (typeof value.$ref === 'string') visit(value.$ref, role, operation)
    // The schemas in this one, not those further down, which their own visit finds.
    for (const node of walkFrom('Schema', { value, pointer }))
      if (node.parent?.pointer === pointer && node.kind === 'Schema') visit(node.pointer, role, operation)
  }

  return { visit, all: (): SchemaSite[] => [...sites.values()] }
}
