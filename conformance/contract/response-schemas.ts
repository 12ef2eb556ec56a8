import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { createAjv } from '../../openapi/ajv.ts'
import { isObject, type JsonObject, type OpenApiDocument } from '../../openapi/document.ts'
import { walk } from '../../openapi/walk.ts'

/** Validates values with ajv by the contract itself, independent of generated code. */
export interface Schemas {
  /** The errors of a value by the schema at a pointer, one line each; undeclared properties are errors. */
  errorsOf(pointer: string, value: unknown): string[]
}

export function createSchemas(document: OpenApiDocument): Schemas {
  const ajv = createAjv({ allErrors: true })
  ajv.addSchema(closed(document.root), 'contract')
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
function closed(document: JsonObject): JsonObject {
  const root = structuredClone(document)
  for (const { kind, value } of [...walk(root)]) {
    if (kind !== 'Schema') continue
    for (const keyword of ['items', 'additionalProperties']) {
      const inner = value[keyword]
      if (isObject(inner)) value[keyword] = closedAt(inner)
    }
    if (isObject(value.properties))
      for (const [name, inner] of Object.entries(value.properties))
        if (isObject(inner)) value.properties[name] = closedAt(inner)
  }
  return root
}
