import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { createAjv } from '../../openapi/ajv.ts'
import type { OpenApiDocument } from '../../openapi/document.ts'

/** Judges what is sent, as the contract has it: open where it is open. */
export interface InputSchemas {
  /**
   * What is wrong with a value, by the schema at a pointer.
   * @param lengths of texts before they were trimmed, in code points; others are counted as they are
   */
  errorsOf(pointer: string, value: unknown, lengths?: ReadonlyMap<string, number>): ErrorObject[]
}

export function createInputSchemas(document: OpenApiDocument): InputSchemas {
  const ajv = createAjv({ allErrors: true })
  let lengths: ReadonlyMap<string, number> = new Map()
  const lengthOf = (text: string) => lengths.get(text) ?? [...text].length
  // Lengths count before trimming (x-input trim), all else after it; ajv sees one text only.
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
