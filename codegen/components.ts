import { nameOf } from './component-names.ts'
import type { Component, Model } from './model.ts'
import { type Direction, expression, type Recursion, type SchemaContext } from './schema/context.ts'
import { schemaExpression } from './schema/schema.ts'

/** An exported schema. */
export interface Emitted {
  identifier: string
  text: string
}

/**
 * All component schemas. A component that differs between requests and responses is emitted twice, such as `Priority` and
 * `PriorityInput`, and the second name is stored in the model.
 */
export function emitComponents(model: Model, used: Set<string>): Emitted[] {
  splitDirections(model)
  const defined = new Set<string>()
  const emitted: Emitted[] = []
  for (const component of model.components) {
    for (const direction of component.directions) {
      const identifier = identifierOf(component, direction)
      if (defined.has(identifier)) continue
      const emit = (recursion: Recursion) =>
        schemaExpression(contextFor(model, direction, used, { defined, recursion }), component)
      const { text, deferred } = emit('getter')
      if (deferred)
        model.document.refuse(
          component.pointer,
          'a schema that contains itself outside an object is not supported',
          'Put the reference in a property.',
        )
      emitted.push({ identifier, text: isInferable(text) ? text : emit('lazy').text })
      defined.add(identifier)
    }
  }
  return emitted
}

/** Whether TypeScript can infer the type of a recursive schema: its getters return only a named schema or a list of it. */
function isInferable(text: string): boolean {
  const getters = text.split(/\bget "(?:[^"\\]|\\.)*"\(\) \{ return /).slice(1)
  const simple = /^(z\.array\()?[\p{ID_Continue}$]+\)?(\.nullable\(\))?(\.optional\(\))? \}/u
  return getters.length === 0 || (!/\b(both|anyOf)\(/.test(text) && getters.every(getter => simple.test(getter)))
}

/** @param defined identifiers that are defined already; if omitted, all are defined, with `prefix` before their names */
export function contextFor(
  model: Model,
  direction: Direction,
  used: Set<string>,
  {
    defined,
    recursion = 'getter',
    prefix = '',
  }: { defined?: ReadonlySet<string>; recursion?: Recursion; prefix?: string } = {},
): SchemaContext {
  const byName = new Map(model.components.map(component => [component.name, component]))
  return {
    document: model.document,
    direction,
    rules: model.rules,
    checkValue: model.checkValue,
    inside: [],
    recursion,
    isLazy: false,
    refer(pointer, { direction, isLazy }) {
      const component = byName.get(nameOf(pointer)) as Component
      const identifier = identifierOf(component, direction)
      if (defined === undefined || defined.has(identifier)) return expression(prefix + identifier)
      return isLazy ? expression(`z.lazy((): z.ZodType => ${identifier})`) : expression(identifier, true)
    },
    helper(name) {
      used.add(name)
      return prefix + name
    },
    write: schemaExpression,
  }
}

const identifierOf = (component: Component, direction: Direction) =>
  direction === 'request' ? component.requestIdentifier : component.identifier

/** Gives a component a second name if its schema, or a schema that it refers to, differs between requests and responses. */
function splitDirections(model: Model): void {
  const taken = new Set(model.components.map(({ identifier }) => identifier))
  const shared = model.components.filter(({ directions }) => directions.length === 2)
  for (let changed = true; changed; ) {
    changed = false
    for (const component of shared) {
      if (component.requestIdentifier !== component.identifier) continue
      const [response, request] = component.directions.map(
        direction => schemaExpression(contextFor(model, direction, new Set()), component).text,
      )
      if (response === request) continue
      let identifier = `${component.identifier}Input`
      while (taken.has(identifier)) identifier += '_'
      taken.add(identifier)
      component.requestIdentifier = identifier
      changed = true
    }
  }
}
