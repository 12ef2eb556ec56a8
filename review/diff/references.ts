import { into, isObject, type Json, type JsonObject, type Located } from '../../openapi/document.ts'

/** Fields whose values only look like what they are not. */
const VALUES = new Set(['value', 'example', 'default', 'const', 'enum', 'mapping'])

/** Fields whose keys are names, of which `$ref` may be one. */
const MAPS = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs'])

/** Every object that refers to another. */
export function referencesIn(root: JsonObject): Located[] {
  const found: Located[] = []
  const keys: (string | number)[] = []
  const look = (value: Json, isMap: boolean) => {
    if (typeof value !== 'object' || value === null) return
    if (!isMap && isObject(value) && typeof value.$ref === 'string') found.push({ value, pointer: into('#', ...keys) })
    for (const [key, part] of Object.entries(value)) {
      // In a schema `examples` are values, elsewhere objects that have them; `default` is also the name of a response.
      const isValue = VALUES.has(key) && !(key === 'default' && keys.at(-1) === 'responses')
      if (!isMap && (isValue || key.startsWith('x-') || (key === 'examples' && Array.isArray(part)))) continue
      keys.push(key)
      look(part as Json, !isMap && MAPS.has(key))
      keys.pop()
    }
  }
  look(root, false)
  return found
}
