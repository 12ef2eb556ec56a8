import type { OpenApiDocument } from '../document.ts'
import { isObject, type Located } from '../json.ts'
import { memberOf, membersOf } from '../members.ts'
import { into } from '../pointer.ts'
import { findResolved, mappedPointer, targetOf } from '../references.ts'
import type { Refusal } from '../refusal.ts'

/**
 * Every alternative must declare the property that the discriminator reads, and the mapping must name alternatives. A discriminator without
 * alternatives is in a base schema that others extend with allOf, and the mapping may name any of them (OpenAPI 3.1, Discriminator Object).
 */
export function* checkDiscriminator(document: OpenApiDocument, owner: Located): Generator<Refusal> {
  const discriminator = memberOf(owner, 'discriminator')
  const name = discriminator?.value.propertyName
  if (!discriminator || typeof name !== 'string') return
  const alternatives = ['oneOf', 'anyOf'].flatMap(keyword => alternativesIn(owner, keyword))
  for (const alternative of alternatives.length > 0 ? alternatives : [owner])
    if (!declares(document, alternative, name))
      yield {
        pointer: alternative.pointer,
        reason: `this schema does not declare ${name}, which the discriminator reads`,
        instead: `Add ${name} to its properties.`,
      }
  const named = new Set(alternatives.flatMap(alternative => [...partsOf(document, alternative)]))
  const { mapping } = discriminator.value
  for (const [value, target] of Object.entries(isObject(mapping) ? mapping : {})) {
    const schema = typeof target === 'string' ? document.at(mappedPointer(target)) : undefined
    if (!isObject(schema) || named.size === 0) continue
    const start = { value: schema, pointer: mappedPointer(String(target)) }
    const isNamed = named.has(start.pointer) || named.has(findResolved(document, start)?.pointer ?? '')
    if (!isNamed)
      yield {
        pointer: into(discriminator.pointer, 'mapping', value),
        reason: `${target} is not one of the alternatives`,
        instead: 'Name one of the alternatives, or add this schema to them.',
      }
  }
}

/** The pointers of a schema, its allOf members and everything they refer to. */
function partsOf(document: OpenApiDocument, schema: Located, found = new Set<string>()): Set<string> {
  if (found.has(schema.pointer)) return found
  found.add(schema.pointer)
  const target = targetOf(document, schema)
  if (target) partsOf(document, target, found)
  for (const [, member] of membersOf(schema, 'allOf')) partsOf(document, member, found)
  return found
}

/** The members of a composition, except those that only allow null. */
const alternativesIn = (schema: Located, keyword: string): Located[] =>
  membersOf(schema, keyword).flatMap(([, member]) => (member.value.type === 'null' ? [] : [member]))

function declares(document: OpenApiDocument, schema: Located, name: string, depth = 0): boolean {
  if (depth > 50) return false
  const resolved = findResolved(document, schema)
  // A broken reference is refused on its own.
  if (!resolved) return true
  const { properties } = resolved.value
  if (isObject(properties) && Object.hasOwn(properties, name)) return true
  const declare = (member: Located) => declares(document, member, name, depth + 1)
  return (
    alternativesIn(resolved, 'allOf').some(declare) ||
    ['oneOf', 'anyOf'].some(keyword => {
      const members = alternativesIn(resolved, keyword)
      return members.length > 0 && members.every(declare)
    })
  )
}
