import type { JsonObject, Located } from '../../../openapi/document.ts'
import { into } from '../../../openapi/pointer.ts'
import type { Edge, Side } from '../graph.ts'
import { type EffectiveSchema, effectiveSchema } from './effective-schema.ts'
import { located, note, type SchemaPair, shareType } from './pair.ts'

/** Properties: which ones exist, which are required, and what additional ones may be. */
export function compareObjects(pair: SchemaPair): void {
  if (!shareType(pair, 'object')) return
  const [from, to] = [propertiesOf(pair.base), propertiesOf(pair.head)]
  const required = { base: requiredOf(pair.base), head: requiredOf(pair.head) }
  for (const name of new Set([...from.keys(), ...to.keys(), ...required.base.keys(), ...required.head.keys()])) {
    const property = { name, base: from.get(name), head: to.get(name) }
    const isRequired = { base: required.base.get(name), head: required.head.get(name) }
    if (!property.base && property.head) compareAdded(pair, property.head, name, isRequired)
    else if (property.base && !property.head) compareRemoved(pair, property.base, name, isRequired)
    else compareProperty(pair, property, isRequired)
  }
  compareAdditional(pair)
}

/** Pointers of the property's name under `required`, or undefined. */
interface Required {
  base: string | undefined
  head: string | undefined
}

/** By name; the schemas that all members have for it. */
function propertiesOf(schema: EffectiveSchema): Map<string, Located[]> {
  const properties = new Map<string, Located[]>()
  for (const { value, pointer } of schema.occurrences('properties'))
    for (const [name, property] of Object.entries(value as Record<string, JsonObject>))
      properties.set(name, [...(properties.get(name) ?? []), { value: property, pointer: into(pointer, name) }])
  return properties
}

/** Whether an alternative has the property, or an alternative inside it. */
function isInAlternatives({ contract, groups }: EffectiveSchema, name: string, seen = new Set<string>()): boolean {
  return groups
    .flatMap(({ alternatives }) => alternatives)
    .some(each => {
      if (seen.has(each.pointer)) return false
      seen.add(each.pointer)
      const schema = effectiveSchema(contract, [each])
      return propertiesOf(schema).has(name) || isInAlternatives(schema, name, seen)
    })
}

const requiredOf = (schema: EffectiveSchema): Map<string, string> =>
  new Map(
    schema
      .occurrences('required')
      .flatMap(({ value, pointer }) => (value as string[]).map((name, index) => [name, into(pointer, index)] as const)),
  )

const is = (schema: EffectiveSchema, keyword: 'readOnly' | 'writeOnly') =>
  schema.occurrences(keyword).some(({ value }) => value === true)

/** The only side that the property appears on. */
function sideOf(schema: EffectiveSchema): Side | undefined {
  if (is(schema, 'readOnly')) return 'response'
  return is(schema, 'writeOnly') ? 'request' : undefined
}

function compareAdded(pair: SchemaPair, schemas: Located[], name: string, required: Required): void {
  const { node, base, head, against } = pair
  const only = sideOf(effectiveSchema(head.contract, schemas))
  const isNew = required.head !== undefined && required.base === undefined
  const additional = additionalOf(base)
  const rule = isNew
    ? 'required-property-added'
    : additional === 'closed'
      ? 'property-added-to-closed'
      : 'property-added'
  note(pair, rule, { head: schemas[0]?.pointer }, { what: name, only })
  node.comparedValues.push(...schemas.map(({ value }) => value))
  // The property had to match what any additional property has to match.
  if (Array.isArray(additional)) node.edges.push({ to: against(additional, schemas), only })
}

function compareRemoved(pair: SchemaPair, schemas: Located[], name: string, required: Required): void {
  const { node, base, head, against } = pair
  node.comparedValues.push(...schemas.map(({ value }) => value))
  // It moved into the alternatives, which are compared with each other.
  if (isInAlternatives(head, name)) return
  const only = sideOf(effectiveSchema(base.contract, schemas))
  const additional = additionalOf(head)
  const isLost = required.base !== undefined && required.head === undefined
  const at = { base: schemas[0]?.pointer }
  // In a closed object both happen: requests with it are rejected and responses lack it.
  const sides = [only ?? (['request', 'response'] as const)].flat()
  for (const side of additional === 'closed' ? sides : []) {
    const rule = side === 'response' && isLost ? 'required-property-removed' : 'property-refused'
    note(pair, rule, at, { what: name, only: side })
  }
  if (additional !== 'closed')
    note(pair, isLost ? 'required-property-removed' : 'property-removed', at, { what: name, only })
  if (Array.isArray(additional)) node.edges.push({ to: against(schemas, additional), only })
}

function compareProperty(
  pair: SchemaPair,
  property: { name: string; base: Located[] | undefined; head: Located[] | undefined },
  required: Required,
): void {
  const { node, against } = pair
  const from = effectiveSchema(pair.base.contract, property.base ?? [])
  const to = effectiveSchema(pair.head.contract, property.head ?? [])
  const only = sideOf(from) === sideOf(to) ? sideOf(to) : undefined
  const edge: Edge = { to: against(property.base ?? [], property.head ?? []), only }
  if (property.base && property.head) node.edges.push(edge)
  const more = { what: property.name, only }
  if (!required.base && required.head) note(pair, 'required-added', { head: required.head }, more)
  else if (required.base && !required.head) note(pair, 'required-removed', { base: required.base }, more)
  else if (required.head && is(from, 'readOnly') && !is(to, 'readOnly'))
    note(pair, 'required-in-requests', { base: required.base, head: required.head }, { ...more, only: 'request' })
}

/** What properties that are not listed may be: anything, nothing, or what these schemas allow. */
type Additional = 'open' | 'closed' | Located[]

function additionalOf(schema: EffectiveSchema): Additional {
  const all = schema.occurrences('additionalProperties')
  if (all.some(({ value }) => value === false)) return 'closed'
  const schemas = all.filter(({ value }) => value !== true && Object.keys(Object(value)).length > 0)
  return schemas.length === 0 ? 'open' : located(schemas)
}

function compareAdditional(pair: SchemaPair): void {
  const { node, base, head, against } = pair
  const [from, to] = [additionalOf(base), additionalOf(head)]
  const [at, toAt] = [base, head].map(schema => schema.occurrences('additionalProperties')[0]?.pointer)
  if (from === 'closed' && to === 'closed') return
  if (to === 'closed') note(pair, 'additional-properties-refused', { base: at, head: toAt })
  else if (from === 'closed') note(pair, 'additional-properties-allowed', { base: at, head: toAt })
  else if (from !== 'open' || to !== 'open')
    node.edges.push({ to: against(from === 'open' ? [] : from, to === 'open' ? [] : to) })
}
