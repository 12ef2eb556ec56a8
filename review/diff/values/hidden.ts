import { isObject, type JsonObject } from '../../../openapi/document.ts'
import { targetOf } from '../../../openapi/references.ts'
import type { Side } from '../graph.ts'
import { below, partsOf } from './accepts.ts'
import type { Condition, Role, ValueSchema } from './condition.ts'
import type { Atom } from './step.ts'

/** Whether a keyword is about a property that this side does not contain: readOnly in requests, writeOnly in responses. */
export function isHidden({ keyword, name, owner }: Atom, all: readonly Condition[], side: Side): boolean {
  if (name === undefined || (keyword !== 'properties' && keyword !== 'required')) return false
  return hiddenNames(all, owner.role, side === 'request' ? 'readOnly' : 'writeOnly').has(name)
}

type Mark = 'readOnly' | 'writeOnly'

const known = new WeakMap<readonly Condition[], Map<string, ReadonlySet<string>>>()

function hiddenNames(all: readonly Condition[], role: Role, mark: Mark): ReadonlySet<string> {
  const sets = known.get(all) ?? new Map<string, ReadonlySet<string>>()
  known.set(all, sets)
  const key = `${role} ${mark}`
  const names =
    sets.get(key) ?? new Set(all.flatMap(({ schema }) => (schema.role === role ? namesIn(schema, mark) : [])))
  sets.set(key, names)
  return names
}

/** The properties with a mark, in a schema and in all schemas that apply to the same value. */
function namesIn(start: ValueSchema, mark: Mark): string[] {
  return inPlace(start).flatMap(schema =>
    Object.entries(Object(schema.value.properties) as JsonObject).flatMap(([name, property]) =>
      isObject(property) && isMarked(below(schema, property, 'properties', name), mark) ? [name] : [],
    ),
  )
}

const isMarked = (start: ValueSchema, mark: Mark): boolean => inPlace(start).some(({ value }) => value[mark] === true)

/** A schema, and all schemas that apply to the same value through references, allOf, anyOf and oneOf. */
function inPlace(start: ValueSchema): ValueSchema[] {
  const found = [start]
  const seen = new Set<string>()
  for (const schema of found) {
    if (seen.has(schema.pointer)) continue
    seen.add(schema.pointer)
    const target = targetOf(schema.contract, schema)
    if (target) found.push({ ...schema, ...target })
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) found.push(...partsOf(schema, keyword))
  }
  return found
}
