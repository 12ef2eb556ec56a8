import type { JsonObject, Located, OpenApiDocument } from '../../../openapi/document.ts'
import { into } from '../../../openapi/pointer.ts'
import type { AlternativeGroup } from './alternative-groups.ts'
import { schemasAt } from './subschemas.ts'

const subtypes = new WeakMap<OpenApiDocument, Map<string, Located[]>>()

/** A schema with a discriminator and no alternatives means the schemas that extend it with allOf (OpenAPI 3.1, 4.8.25.4). */
export function impliedGroups(
  contract: OpenApiDocument,
  { value, pointer }: Located,
  groups: readonly AlternativeGroup[],
): AlternativeGroup[] {
  if (value.discriminator === undefined || groups.length > 0) return []
  const known = subtypes.get(contract) ?? subtypesOf(contract)
  subtypes.set(contract, known)
  const alternatives = known.get(pointer) ?? []
  return [
    { keyword: 'oneOf', pointer: into(pointer, 'discriminator'), alternatives, isNullable: false, isImplied: true },
  ]
}

/** By the pointer of each component: the schemas that extend it by allOf, directly or through others. */
function subtypesOf(contract: OpenApiDocument): Map<string, Located[]> {
  const schemas = (contract.at('#/components/schemas') ?? {}) as Record<string, JsonObject>
  const found = new Map<string, Located[]>()
  for (const [name, value] of Object.entries(schemas)) {
    const schema = { value, pointer: into('#/components/schemas', name) }
    for (const part of schemasAt(schema, 'allOf')) {
      const parent = part.value.$ref
      if (typeof parent === 'string') found.set(parent, [...(found.get(parent) ?? []), schema])
    }
  }
  return new Map([...found.keys()].map(parent => [parent, [...withDescendants(found, parent)]]))
}

function withDescendants(found: ReadonlyMap<string, Located[]>, parent: string): Set<Located> {
  const all = new Set(found.get(parent))
  for (const { pointer } of all) for (const each of found.get(pointer) ?? []) all.add(each)
  return all
}
