import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { createAjv } from '../../openapi/ajv.ts'
import { into, isObject, type Json, type OpenApiDocument } from '../../openapi/document.ts'
import { follow } from '../../openapi/pointer.ts'
import type { Fault } from './rule.ts'
import { end } from './schemas.ts'

/** What is wrong with a value by the schema at a pointer, at the place in it that is wrong; undefined also for a schema that cannot judge. */
export type Judge = (schema: string, value: Json, pointer: string) => Fault | undefined

export function createJudge(document: OpenApiDocument): Judge {
  const ajv = createAjv({ validateSchema: false, logger: false })
  ajv.addSchema(document.root, 'document')
  const compiled = new Map<string, ValidateFunction | undefined>()

  function compile(schema: string): ValidateFunction | undefined {
    try {
      return ajv.compile({ $ref: `document${schema}` })
    } catch {
      // A pattern that is none, a reference that leads nowhere: other rules say so.
      return undefined
    }
  }

  return (start, value, pointer) => {
    const schema = targetOf(document, start)
    if (!compiled.has(schema)) compiled.set(schema, compile(schema))
    const validate = compiled.get(schema)
    if (!validate || accepts(validate, value)) return undefined
    const [error] = validate.errors ?? []
    const keys = (error?.instancePath ?? '').split('/').slice(1)
    const names = keys.map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    const inner = names.reduce<Json | undefined>(
      (at, name) => (at === undefined ? at : follow(at, into('#', name))),
      value,
    )
    return {
      pointer: names.length === 0 ? pointer : into(pointer, ...names),
      message: `${shown(inner)} is not valid here: ${reasonOf(error)}`,
      hint:
        isObject(inner) && error?.keyword === 'type'
          ? 'Quote the text if it is one: a colon and a space make a plain one a mapping.'
          : 'Correct it, or the schema.',
    }
  }
}

/** Many refer to one schema and nothing else; it is compiled once. */
function targetOf(document: OpenApiDocument, pointer: string): string {
  const schema = document.at(pointer)
  const isBare = isObject(schema) && typeof schema.$ref === 'string' && Object.keys(schema).length === 1
  return isBare ? (end(document, { value: schema, pointer })?.pointer ?? pointer) : pointer
}

/** What refers to itself without end judges nothing. */
function accepts(validate: ValidateFunction, value: Json): boolean {
  try {
    return validate(value)
  } catch {
    return true
  }
}

/** Of alternatives that a value is none of, which those are. */
const reasonOf = (error: ErrorObject | undefined): string | undefined =>
  error?.keyword === 'enum' ? `must be one of ${error.params.allowedValues.join(', ')}` : error?.message

function shown(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? ''
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
