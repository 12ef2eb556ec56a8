import type { Component, Model } from './model.ts'
import { nameOf, pointerOf } from './model.ts'
import type { Direction, SchemaContext } from './schema/context.ts'
import { schemaExpression } from './schema/schema.ts'

/** One exported schema. */
export interface Emitted {
  identifier: string
  text: string
}

/**
 * All component schemas, and the context in which other schemas refer to them. A component that reads differently in requests than
 * in answers is emitted twice, `Priority` and `PriorityInput`; the model learns the second name.
 */
export function emitComponents(model: Model, used: Set<string>): Emitted[] {
  splitDirections(model)
  const defined = new Set<string>()
  const emitted: Emitted[] = []
  for (const component of model.components) {
    for (const direction of component.directions) {
      const identifier = identifierOf(component, direction)
      if (defined.has(identifier)) continue
      const { text, deferred } = schemaExpression(contextFor(model, direction, used, { defined }), component)
      if (deferred)
        model.document.refuse(component.pointer, 'is recursive outside an object property, which is not supported')
      emitted.push({ identifier, text })
      defined.add(identifier)
    }
  }
  return emitted
}

/** @param defined identifiers that may be named at once; without it all are, with `prefix` before them */
export function contextFor(
  model: Model,
  direction: Direction,
  used: Set<string>,
  { defined, prefix = '' }: { defined?: ReadonlySet<string>; prefix?: string } = {},
): SchemaContext {
  const byName = new Map(model.components.map(component => [component.name, component]))
  return {
    document: model.document,
    direction,
    rules: model.rules,
    refer(pointer) {
      const component = byName.get(nameOf(pointer))
      if (!component) return model.document.refuse(pointerOf(nameOf(pointer)), 'is not in the document')
      const identifier = identifierOf(component, direction)
      return { text: prefix + identifier, deferred: defined !== undefined && !defined.has(identifier) }
    },
    helper(name) {
      used.add(name)
      return prefix + name
    },
  }
}

const identifierOf = (component: Component, direction: Direction) =>
  direction === 'input' ? component.inputIdentifier : component.identifier

/** Finds the components met on both sides that differ there, by their own text or by that of what they refer to. */
function splitDirections(model: Model): void {
  const taken = new Set(model.components.map(({ identifier }) => identifier))
  const shared = model.components.filter(({ directions }) => directions.length === 2)
  for (let changed = true; changed; ) {
    changed = false
    for (const component of shared) {
      if (component.inputIdentifier !== component.identifier) continue
      const [answer, input] = component.directions.map(
        direction => schemaExpression(contextFor(model, direction, new Set()), component).text,
      )
      if (answer === input) continue
      let identifier = `${component.identifier}Input`
      while (taken.has(identifier)) identifier += '_'
      taken.add(identifier)
      component.inputIdentifier = identifier
      changed = true
    }
  }
}
