import { into, isObject, type Json, type Located } from './document.ts'

/** Values, not descriptions of values: what looks like a schema or a reference in them is neither. */
const VALUES = new Set(['value', 'example', 'default', 'const', 'enum', 'mapping'])

/** Objects whose keys are names that the document gives, so that none of them is a field (`responses: { default: … }`). */
const MAPS = new Set(
  (
    'paths webhooks responses schemas parameters examples requestBodies headers securitySchemes links callbacks pathItems content ' +
    'encoding variables properties patternProperties dependentSchemas $defs'
  ).split(' '),
)

/**
 * Every object of a part of a document, each before those in it, but for maps of names and for what stands in values.
 * @param without fields that are not looked into
 */
export function* objectsIn(
  value: Json,
  pointer: string,
  without: ReadonlySet<string> = new Set(),
  isMap = false,
): Generator<Located> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* objectsIn(item, into(pointer, index), without)
  }
  if (!isObject(value)) return
  if (!isMap) yield { value, pointer }
  for (const [key, inner] of Object.entries(value)) {
    // In a schema they are values, elsewhere a map of objects that have them.
    const isValue = VALUES.has(key) || (key === 'examples' && Array.isArray(inner))
    if (!isMap && (isValue || without.has(key))) continue
    yield* objectsIn(inner, into(pointer, key), without, !isMap && MAPS.has(key))
  }
}
