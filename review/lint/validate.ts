import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { createAjv } from '../../openapi/ajv.ts'
import { into, isObject, type Json, type OpenApiDocument } from '../../openapi/document.ts'
import { follow, plainKeysOf } from '../../openapi/pointer.ts'
import { findResolved } from '../../openapi/references.ts'
import { type Direction, documentFor } from './directions.ts'
import type { RuleFinding } from './finding.ts'

/**
 * Validates a value by the schema at a pointer. Returns the first error, at the part of the value that is invalid; undefined for a valid
 * value and for a schema that cannot be compiled, which other rules report.
 * @param pointer where the value is
 * @param direction what the value is part of; undefined if that is not known
 */
export type Validate = (schema: string, value: Json, pointer: string, direction?: Direction) => RuleFinding | undefined

export function createValidate(document: OpenApiDocument): Validate {
  // Each schema validates a few examples only: optimizing its code takes longer than it saves.
  const ajv = createAjv({ validateSchema: false, logger: false, code: { optimize: false } })
  ajv.addSchema(document.root, 'document')
  const documents = new Map<Direction | undefined, string>()

  /** The name of the document in which only the properties of a direction are required. */
  function documentOf(direction: Direction | undefined): string {
    const known = documents.get(direction)
    if (known !== undefined) return known
    const copy = documentFor(document, direction)
    const name = copy ? `document-${direction}` : 'document'
    if (copy) ajv.addSchema(copy, name)
    documents.set(direction, name)
    return name
  }

  const compiled = new Map<string, ValidateFunction | undefined>()

  function compile(schema: string): ValidateFunction | undefined {
    try {
      return ajv.compile({ $ref: schema })
    } catch {
      return undefined
    }
  }

  return (start, value, pointer, direction) => {
    const schema = documentOf(direction) + targetOf(document, start)
    if (!compiled.has(schema)) compiled.set(schema, compile(schema))
    const validate = compiled.get(schema)
    if (!validate || accepts(validate, value)) return undefined
    const [error] = validate.errors ?? []
    const keys = plainKeysOf(error?.instancePath ?? '')
    const invalid = follow(value, into('#', ...keys))
    return {
      pointer: into(pointer, ...keys),
      message: `${shortened(invalid)} is invalid: ${reasonOf(error)}`,
      hint:
        isObject(invalid) && error?.keyword === 'type'
          ? 'If this is text, quote it: YAML reads an unquoted colon and space as a mapping.'
          : 'Correct the value or the schema.',
    }
  }
}

/** Many schemas are only a reference to a shared one, which is then compiled once. */
function targetOf(document: OpenApiDocument, pointer: string): string {
  const schema = document.at(pointer)
  const isReference = isObject(schema) && typeof schema.$ref === 'string' && Object.keys(schema).length === 1
  return isReference ? (findResolved(document, { value: schema, pointer })?.pointer ?? pointer) : pointer
}

/** A schema that refers to itself without end overflows the stack, and rejects nothing. */
function accepts(validate: ValidateFunction, value: Json): boolean {
  try {
    return validate(value)
  } catch {
    return true
  }
}

/** ajv does not list the allowed values in its message. */
const reasonOf = (error: ErrorObject | undefined): string | undefined =>
  error?.keyword === 'enum' ? `must be one of ${error.params.allowedValues.join(', ')}` : error?.message

function shortened(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? ''
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
