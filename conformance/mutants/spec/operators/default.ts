import { isObject, type Json, type JsonObject, type OpenApiDocument } from '../../../../openapi/document.ts'
import { resolve } from '../../../../openapi/references.ts'
import { fromTo } from '../mutation.ts'
import { isSent } from '../schema-sites.ts'
import { onSchemas } from './on-schemas.ts'

/** Changes a default. A contract without it would only promise less, which no response can show. */
export const byDefault = onSchemas('default', (site, document) => {
  const { value: schema } = site
  if (schema.default === undefined || !isSent(site)) return []
  const other = otherThan(schema.default, membersOf(document, site))
  return [{ value: { ...schema, default: other }, change: fromTo('default', schema.default, other), at: ['default'] }]
})

/** Another value that the schema allows, so that only the default is wrong. */
function otherThan(value: Json, members: readonly Json[]): Json {
  const member = members.find(other => other !== value && other !== null)
  if (member !== undefined) return member
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  return typeof value === 'string' ? `${value} changed` : null
}

/** The enum values of a schema, also through a reference or alternatives. */
function membersOf(document: OpenApiDocument, { value, pointer }: { value: JsonObject; pointer: string }): Json[] {
  const schema = resolve(document, { value, pointer }).value
  const choices = [schema.anyOf, schema.oneOf].flatMap(list => (Array.isArray(list) ? list.filter(isObject) : []))
  const own = Array.isArray(schema.enum) ? schema.enum : []
  return [...own, ...choices.flatMap(choice => membersOf(document, { value: choice, pointer }))]
}
