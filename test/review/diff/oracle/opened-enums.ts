import { isObject, type Json, type JsonObject } from '../../../../openapi/document.ts'
import { isExtensible } from '../../../../openapi/extensible-enums.ts'
import { COMPONENTS } from './schemas.ts'

/** A schema as clients read it in responses: an extensible enum allows every string, and null if it lists null. */
export const opened = (schema: JsonObject): JsonObject => openedValue(schema) as JsonObject

function openedValue(value: Json): Json {
  if (Array.isArray(value)) return value.map(openedValue)
  if (!isObject(value)) return value
  const parts = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, openedValue(part)]))
  if (typeof parts.$ref === 'string') parts.$ref = parts.$ref.replace('/schemas/', '/opened/')
  if (!isExtensible(value)) return parts
  const { enum: members, allOf = [], ...rest } = parts
  const type = (members as Json[]).includes(null) ? ['string', 'null'] : 'string'
  return { ...rest, allOf: [...(allOf as Json[]), { type }] }
}

/** The components in both ways. */
export const components: JsonObject = { components: { schemas: COMPONENTS, opened: opened(COMPONENTS) } }
