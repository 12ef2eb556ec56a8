import { Ajv2020, type Options } from 'ajv/dist/2020.js'
import { annotations, formats, integerBounds } from './formats.ts'

/** ajv for JSON Schema 2020-12 with the formats of this project, for validation without the generated code. */
export function createAjv(options: Options = {}): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, ownProperties: true, ...options })
  for (const [name, accepts] of Object.entries(formats)) ajv.addFormat(name, accepts)
  for (const name of annotations) {
    const bounds = integerBounds[name]
    const validate = (value: number) =>
      bounds === undefined || (Number.isInteger(value) && value >= bounds[0] && value <= bounds[1])
    ajv.addFormat(name, { type: 'number', validate })
  }
  return ajv
}
