import type { ValidateFunction } from 'ajv/dist/2020.js'
import { createAjv } from '../openapi/ajv.ts'
import type { OpenApiDocument } from '../openapi/document.ts'

/** Refuses a value that the schema at a pointer does not accept, at the place of the value. */
export type Judge = (schema: string, place: string, value: unknown) => void

/**
 * Judges the values that a document itself gives, defaults and members of enums, by its own schemas: with ajv and so without the code
 * that is being generated.
 */
export function createJudge(document: OpenApiDocument): Judge {
  const ajv = createAjv({ validateSchema: false, logger: false })
  const compiled = new Map<string, ValidateFunction>()

  function compile(schema: string): ValidateFunction {
    try {
      if (compiled.size === 0) ajv.addSchema(document.root, 'document')
      const validate = ajv.compile({ $ref: `document${schema}` })
      compiled.set(schema, validate)
      return validate
    } catch (error) {
      return document.refuse(schema, `cannot be compiled (${(error as Error).message})`)
    }
  }

  return (schema, place, value) => {
    const validate = compiled.get(schema) ?? compile(schema)
    let isValid: boolean
    try {
      isValid = validate(value)
    } catch (error) {
      return document.refuse(place, `cannot be judged (${(error as Error).message})`)
    }
    if (isValid) return
    const [{ instancePath, message } = { instancePath: '', message: '' }] = validate.errors ?? []
    const inside = instancePath === '' ? '' : `#${instancePath} `
    document.refuse(place, `${JSON.stringify(value)} is not valid here: ${inside}${message}`)
  }
}
