import { isObject, type Json, type JsonObject } from '../../../../openapi/document.ts'
import { COMPONENTS } from './schemas.ts'

type Accepts = (schema: JsonObject, value: Json) => boolean

/** The schemas that apply to a value: through references, allOf, and the alternatives that it matches. */
function inPlace(schema: JsonObject, value: Json, accepts: Accepts): JsonObject[] {
  const target = typeof schema.$ref === 'string' ? COMPONENTS[schema.$ref.split('/').at(-1) as string] : undefined
  const alternatives = [schema.anyOf, schema.oneOf].flatMap(list =>
    ((list as JsonObject[] | undefined) ?? []).filter(each => accepts(each, value)),
  )
  const parts = [...(target ? [target as JsonObject] : []), ...((schema.allOf as JsonObject[]) ?? []), ...alternatives]
  return [schema, ...parts.flatMap(part => inPlace(part, value, accepts))]
}

/** Whether each property of a value, at any depth, fits what one of the schemas that apply says about its object. */
export function allProperties(
  schemas: readonly JsonObject[],
  value: Json,
  accepts: Accepts,
  fits: (name: string, schemas: readonly JsonObject[]) => boolean,
): boolean {
  const applying = schemas.flatMap(schema => inPlace(schema, value, accepts))
  if (Array.isArray(value)) {
    const items = applying.flatMap(({ items: each }) => (isObject(each) ? [each] : []))
    return value.every(item => allProperties(items, item, accepts, fits))
  }
  if (!isObject(value)) return true
  return Object.entries(value).every(([name, part]) => {
    if (!fits(name, applying)) return false
    const inner = applying.flatMap(({ properties, additionalProperties }) => {
      const property = Object(properties)[name] ?? additionalProperties
      return isObject(property) ? [property as JsonObject] : []
    })
    return allProperties(inner, part, accepts, fits)
  })
}

/** Whether one of these schemas mentions the property, lists whole values, or says something about all other properties. */
export const isMentioned = (name: string, schemas: readonly JsonObject[]): boolean =>
  schemas.some(
    ({ properties, required, additionalProperties, enum: values, const: only }) =>
      values !== undefined ||
      only !== undefined ||
      Object.hasOwn(Object(properties), name) ||
      ((required as string[] | undefined) ?? []).includes(name) ||
      (additionalProperties !== undefined && additionalProperties !== true),
  )
