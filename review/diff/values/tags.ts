import { isObject, type Json, type JsonObject } from '../../../openapi/document.ts'
import { targetOf } from '../../../openapi/references.ts'
import { canonical } from '../text.ts'
import { partsOf } from './accepts.ts'
import { isOpenEnum, type ValueSchema } from './condition.ts'

/** What shows that a value does not match another schema. */
interface Tags {
  isObject: boolean
  /** The possible values of each required property that lists them. */
  values: ReadonlyMap<string, ReadonlySet<string>>
}

const known = new WeakMap<JsonObject, Map<boolean, Tags>>()

/** Whether two schemas require the same property with different values, so that no value matches both. */
export function areApart(one: ValueSchema, other: ValueSchema): boolean {
  if (one.exemptTypes || other.exemptTypes) return false
  const [first, second] = [tagsOf(one), tagsOf(other)]
  if (!first.isObject && !second.isObject) return false
  return [...first.values].some(([name, values]) => {
    const others = second.values.get(name)
    return others !== undefined && ![...values].some(value => others.has(value))
  })
}

function tagsOf(schema: ValueSchema): Tags {
  const byOpenness = known.get(schema.value) ?? new Map<boolean, Tags>()
  known.set(schema.value, byOpenness)
  const tags = byOpenness.get(schema.opensEnums) ?? findTags(schema)
  byOpenness.set(schema.opensEnums, tags)
  return tags
}

function findTags(schema: ValueSchema): Tags {
  const parts = allParts(schema)
  const required = new Set(parts.flatMap(({ value }) => (value.required ?? []) as string[]))
  const values = new Map<string, ReadonlySet<string>>()
  for (const part of parts)
    for (const [name, property] of Object.entries(Object(part.value.properties) as JsonObject)) {
      const list = isObject(property) ? listOf({ ...part, value: property }) : undefined
      if (list && required.has(name)) values.set(name, new Set(list.map(canonical)))
    }
  return { isObject: parts.some(({ value }) => value.type === 'object'), values }
}

/** A schema, the schema that it refers to, and the members of its allOf. */
function allParts(start: ValueSchema): ValueSchema[] {
  const found = [start]
  const seen = new Set<string>()
  for (const schema of found) {
    if (seen.has(schema.pointer)) continue
    seen.add(schema.pointer)
    const target = targetOf(schema.contract, schema)
    if (target) found.push({ ...schema, ...target })
    found.push(...partsOf(schema, 'allOf'))
  }
  return found
}

/** The values that a property lists. A readOnly or writeOnly property does not count, because one side does not contain it. */
function listOf(property: ValueSchema): Json[] | undefined {
  const { const: constant, enum: members, readOnly, writeOnly } = property.value
  if (readOnly === true || writeOnly === true) return undefined
  if (constant !== undefined) return [constant]
  return Array.isArray(members) && !isOpenEnum(property) ? members : undefined
}
