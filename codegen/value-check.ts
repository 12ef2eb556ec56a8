import type { ValidateFunction } from 'ajv/dist/2020.js'
import { createAjv } from '../openapi/ajv.ts'
import type { OpenApiDocument } from '../openapi/document.ts'

/** Refuses a value that is invalid against the schema at a pointer, with the place of the value. */
export type ValueCheck = (schema: string, place: string, value: unknown) => void

/** Checks the defaults and constants of a document against its own schemas. Uses ajv, because nothing is generated yet. */
export function createValueCheck(document: OpenApiDocument): ValueCheck {
  const ajv = createAjv({ validateSchema: false, logger: false })
  const compiled = new Map<string, ValidateFunction>()

  function compile(schema: string): ValidateFunction {
    if (compiled.size === 0) ajv.addSchema(document.root, 'document')
    const validate = ajv.compile({ $ref: `document${schema}` })
    compiled.set(schema, validate)
    return validate
  }

  return (schema, place, value) => {
    try {
      const validate = compiled.get(schema) ?? compile(schema)
      if (validate(value)) return
      const [{ instancePath, message } = { instancePath: '', message: '' }] = validate.errors ?? []
      const inside = instancePath === '' ? '' : `#${instancePath} `
      document.refuse(
        place,
        `${JSON.stringify(value)} is invalid: ${inside}${message}`,
        'Correct the value or the schema.',
      )
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      // A schema that refers to itself without end overflows the stack.
      document.refuse(place, `the value cannot be validated (${error.message})`, 'Remove the circular reference.')
    }
  }
}
