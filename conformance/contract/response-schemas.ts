import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { createAjv } from '../../openapi/ajv.ts'
import { isObject, type Json, type JsonObject, type OpenApiDocument } from '../../openapi/document.ts'

/** Validates values with ajv by the contract itself, independent of generated code. */
export interface Schemas {
  /** The errors of a value by the schema at a pointer, one line each; undeclared properties are errors. */
  errorsOf(pointer: string, value: unknown): string[]
}

export function createSchemas(document: OpenApiDocument): Schemas {
  const ajv = createAjv({ allErrors: true })
  ajv.addSchema(closed(document.root) as JsonObject, 'contract')
  const compiled = new Map<string, ValidateFunction>()
  return {
    errorsOf(pointer, value) {
      const validate = compiled.get(pointer) ?? ajv.compile(closedAt({ $ref: `contract${pointer}` }))
      compiled.set(pointer, validate)
      return validate(value) ? [] : (validate.errors ?? []).map(describe)
    },
  }
}

const describe = ({ instancePath, message, params }: ErrorObject) =>
  `${instancePath || '/'} ${message} ${JSON.stringify(params)}`

/**
 * A schema is closed where it is used, not where it is defined: a member of allOf must allow the properties of the members beside it.
 */
const closedAt = (schema: JsonObject): JsonObject => ({ allOf: [schema], unevaluatedProperties: false })

/** The document with every schema closed below properties, items and additionalProperties. */
function closed(value: Json, key = ''): Json {
  if (Array.isArray(value)) return value.map(item => closed(item))
  if (!isObject(value)) return value
  const entries = Object.entries(value).map(([name, inner]): [string, Json] => {
    if (name === 'properties' && isObject(inner) && key !== 'properties') {
      const properties = Object.entries(inner).map(([property, schema]) => [property, closedSchema(schema)])
      return [name, Object.fromEntries(properties)]
    }
    if (name === 'items' || name === 'additionalProperties') return [name, closedSchema(inner)]
    if (name === 'examples' || name === 'example') return [name, inner]
    return [name, closed(inner, name)]
  })
  return Object.fromEntries(entries)
}

const closedSchema = (schema: Json): Json => (isObject(schema) ? closedAt(closed(schema) as JsonObject) : schema)
