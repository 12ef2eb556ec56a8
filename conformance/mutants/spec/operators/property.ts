import { isObject, type JsonObject } from '../../../../openapi/document.ts'
import { renamed, without } from '../edit.ts'
import { onSchemas, type Rewrite } from './on-schemas.ts'

const ADDED = 'added_property'

/** Removes and renames each property, and adds an optional one. */
export const property = onSchemas('property', ({ value: schema }) => {
  const { properties } = schema
  if (!isObject(properties)) return []
  const names = Array.isArray(schema.required) ? schema.required : undefined
  const rewrites = Object.keys(properties).flatMap((name): Rewrite[] => {
    const other = `renamed_${name}`
    // Without its property, a discriminator would be invalid.
    if (isObject(schema.discriminator) && schema.discriminator.propertyName === name) return []
    const rename: JsonObject = {
      ...schema,
      properties: renamed(properties, name, other),
      ...(names && { required: names.map(required => (required === name ? other : required)) }),
    }
    const drop: JsonObject = {
      ...schema,
      properties: without(properties, name),
      ...(names && { required: names.filter(required => required !== name) }),
    }
    return [
      { value: rename, change: `${name} → ${other}`, at: ['properties', name] },
      { value: drop, change: `${name} dropped`, at: ['properties', name] },
    ]
  })
  const value = { ...schema, properties: { ...properties, [ADDED]: { type: 'string' } } }
  return [...rewrites, { value, change: `${ADDED} added`, at: ['properties'] }]
})
