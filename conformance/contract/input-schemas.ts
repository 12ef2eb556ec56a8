import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { createAjv } from '../../openapi/ajv.ts'
import type { OpenApiDocument } from '../../openapi/document.ts'

/** Validates input by the contract as written: objects are open unless declared closed. */
export interface InputSchemas {
  /**
   * The errors of a value, by the schema at a pointer.
   * @param lengths of strings before they were trimmed, in code points; other strings are measured as they are
   */
  errorsOf(pointer: string, value: unknown, lengths?: ReadonlyMap<string, number>): ErrorObject[]
}

export function createInputSchemas(document: OpenApiDocument): InputSchemas {
  const ajv = createAjv({ allErrors: true })
  let lengths: ReadonlyMap<string, number> = new Map()
  const lengthOf = (text: string) => lengths.get(text) ?? [...text].length
  // Lengths count before trimming (x-input trim), everything else after it; ajv sees only one string.
  for (const [keyword, holds] of [
    ['minLength', (limit: number, text: string) => lengthOf(text) >= limit],
    ['maxLength', (limit: number, text: string) => lengthOf(text) <= limit],
  ] as const) {
    ajv.removeKeyword(keyword)
    ajv.addKeyword({ keyword, type: 'string', schemaType: 'number', validate: holds })
  }
  ajv.addSchema(document.root, 'contract')
  const compiled = new Map<string, ValidateFunction>()

  return {
    errorsOf(pointer, value, given = new Map()) {
      const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `contract${pointer}` })
      compiled.set(pointer, validate)
      lengths = given
      return validate(value) ? [] : (validate.errors ?? [])
    },
  }
}
