import { into, isObject, type Located } from '../../../openapi/document.ts'
import type { Edge, Side } from '../graph.ts'
import { located, note, type SchemaPair, shareType } from './pair.ts'
import { schemaAt } from './parts.ts'
import { type View, viewOf } from './view.ts'

/** Properties: which there are, which must be there, and what becomes of those that nobody listed. */
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

/** Pointers of `required`, or undefined. */
interface Required {
  base: string | undefined
  head: string | undefined
}

/** By name; the schemas that all members have for it. */
function propertiesOf(view: View): Map<string, Located[]> {
  const properties = new Map<string, Located[]>()
  for (const { value, pointer } of view.said('properties')) {
    if (!isObject(value)) return view.contract.refuse(pointer, 'must be an object')
    for (const [name, property] of Object.entries(value)) {
      const schema = schemaAt(view.contract, into(pointer, name), property)
      properties.set(name, [...(properties.get(name) ?? []), schema])
    }
  }
  return properties
}

function requiredOf(view: View): Map<string, string> {
  const names = view
    .said('required')
    .flatMap(({ value, pointer }) =>
      (Array.isArray(value) ? value : []).map((name, index) => [String(name), into(pointer, index)] as const),
    )
  return new Map(names)
}

const is = (view: View, keyword: 'readOnly' | 'writeOnly') => view.said(keyword).some(({ value }) => value === true)

/** The only side a property is seen on. */
function sideOf(view: View): Side | undefined {
  if (is(view, 'readOnly')) return 'response'
  return is(view, 'writeOnly') ? 'request' : undefined
}

function compareAdded(pair: SchemaPair, schemas: Located[], name: string, required: Required): void {
  const { node, base, head, against } = pair
  const [schema] = schemas
  const only = sideOf(viewOf(head.contract, schemas))
  const isNew = required.head !== undefined && required.base === undefined
  const isOpen = extraOf(base) !== 'closed'
  const rule = isNew ? 'required-property-added' : isOpen ? 'property-added' : 'property-added-to-closed'
  note(pair, rule, { head: schema?.pointer }, { what: name, only })
  node.whole.push(...schemas.map(({ value }) => value))
  const others = extraOf(base)
  // What any property had to be is now said for this one.
  if (Array.isArray(others)) node.edges.push({ to: against(others, schemas), only })
}

function compareRemoved(pair: SchemaPair, schemas: Located[], name: string, required: Required): void {
  const { node, base, head, against } = pair
  const only = sideOf(viewOf(base.contract, schemas))
  const others = extraOf(head)
  const isLost = required.base !== undefined && required.head === undefined
  const at = { base: schemas[0]?.pointer }
  // Both at once: refused in a request, missing from an answer.
  const sides = [only ?? (['request', 'response'] as const)].flat()
  for (const side of others === 'closed' ? sides : []) {
    const rule = side === 'response' && isLost ? 'required-property-removed' : 'property-refused'
    note(pair, rule, at, { what: name, only: side })
  }
  if (others !== 'closed')
    note(pair, isLost ? 'required-property-removed' : 'property-removed', at, { what: name, only })
  node.whole.push(...schemas.map(({ value }) => value))
  if (Array.isArray(others)) node.edges.push({ to: against(schemas, others), only })
}

function compareProperty(
  pair: SchemaPair,
  property: { name: string; base: Located[] | undefined; head: Located[] | undefined },
  required: Required,
): void {
  const { node, against } = pair
  const from = viewOf(pair.base.contract, property.base ?? [])
  const to = viewOf(pair.head.contract, property.head ?? [])
  const only = sideOf(from) === sideOf(to) ? sideOf(to) : undefined
  const edge: Edge = { to: against(property.base ?? [], property.head ?? []), only }
  if (property.base && property.head) node.edges.push(edge)
  const more = { what: property.name, only }
  if (!required.base && required.head) note(pair, 'required-added', { head: required.head }, more)
  else if (required.base && !required.head) note(pair, 'required-removed', { base: required.base }, more)
  else if (required.head && is(from, 'readOnly') && !is(to, 'readOnly'))
    note(pair, 'required-in-requests', { base: required.base, head: required.head }, { ...more, only: 'request' })
}

type Extra = 'open' | 'closed' | Located[]

/** What becomes of properties that are not listed. */
function extraOf(view: View): Extra {
  const said = view.said('additionalProperties')
  if (said.some(({ value }) => value === false)) return 'closed'
  const schemas = said.filter(({ value }) => value !== true && Object.keys(Object(value)).length > 0)
  return schemas.length === 0 ? 'open' : located(schemas)
}

function compareAdditional(pair: SchemaPair): void {
  const { node, base, head, against } = pair
  const [from, to] = [extraOf(base), extraOf(head)]
  const at = {
    base: base.said('additionalProperties')[0]?.pointer,
    head: head.said('additionalProperties')[0]?.pointer,
  }
  if (from === 'closed' && to === 'closed') return
  if (to === 'closed') note(pair, 'additional-properties-refused', at)
  else if (from === 'closed') note(pair, 'additional-properties-allowed', at)
  else if (from !== 'open' || to !== 'open')
    node.edges.push({ to: against(from === 'open' ? [] : from, to === 'open' ? [] : to) })
}
