import type { Json, Located, OpenApiDocument } from '../../../openapi/document.ts'
import { targetOf } from '../../../openapi/references.ts'
import { type AlternativeGroup, groupAlternatives } from './alternative-groups.ts'
import { impliedGroups } from './implied-alternatives.ts'
import { isDocumentation, schemasAt } from './subschemas.ts'

/** One of the schema objects that a value must match at once, without its references, allOf and alternatives. */
export interface Member extends Located {
  /** Types of values that it does not constrain: `null` for `anyOf: [this, { type: 'null' }]`. */
  exemptTypes: ReadonlySet<string>
  groups: AlternativeGroup[]
}

/** A schema that members are collected from. */
export type SchemaSource = Located & Partial<Pick<Member, 'exemptTypes'>>

const NONE: ReadonlySet<string> = new Set()

export interface Members {
  list: Member[]
  /** Objects whose every key has been compared by taking them apart. */
  comparedObjects: object[]
  /** Values that have been compared as a whole. */
  comparedValues: Json[]
}

/** Takes apart `$ref`, `allOf` and alternatives that are just another way to write one schema, outermost first. */
export function membersOf(contract: OpenApiDocument, sources: readonly SchemaSource[]): Members {
  const found: Members = { list: [], comparedObjects: [], comparedValues: [] }
  for (const source of sources) collect(contract, source, source.exemptTypes ?? NONE, found, new Set())
  const seen = new Set<string>()
  found.list = found.list.filter(member => {
    const key = keyOf(member)
    return !seen.has(key) && seen.add(key)
  })
  return found
}

/** Members with the same key mean the same. */
export const keyOf = ({ pointer, exemptTypes, groups }: Member): string =>
  [pointer, ...[...exemptTypes].sort(), ...groups.map(group => group.pointer)].join(' ')

function collect(
  contract: OpenApiDocument,
  schema: Located,
  exemptTypes: ReadonlySet<string>,
  found: Members,
  above: Set<string>,
): void {
  const { value, pointer } = schema
  // An allOf that leads back to itself adds nothing.
  if (above.has(pointer)) return
  above.add(pointer)
  found.comparedObjects.push(value)
  const { $ref: _ref, allOf: _allOf, ...rest } = value
  const grouped = groupAlternatives(contract, { value: rest, pointer })
  const { own, understood, merged } = grouped
  const groups = [...grouped.groups, ...impliedGroups(contract, { value: own, pointer }, grouped.groups)]
  if (Object.keys(own).length > 0 || groups.length > 0) found.list.push({ value: own, pointer, exemptTypes, groups })
  for (const each of understood) {
    found.comparedValues.push(each.value)
    const texts = Object.fromEntries(Object.entries(each.value).filter(([key]) => isDocumentation(key)))
    if (Object.keys(texts).length > 0) found.list.push({ value: texts, pointer: each.pointer, exemptTypes, groups: [] })
  }
  for (const part of merged)
    collect(contract, part.schema, new Set([...exemptTypes, ...part.exemptTypes]), found, above)
  const target = targetOf(contract, schema)
  if (target) collect(contract, target, exemptTypes, found, above)
  for (const part of schemasAt(schema, 'allOf')) collect(contract, part, exemptTypes, found, above)
  above.delete(pointer)
}
