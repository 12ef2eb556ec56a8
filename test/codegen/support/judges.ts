import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Json } from '../../../openapi/document.ts'
import { annotations, formats, integerBounds } from '../../../openapi/formats.ts'
import { type Components, documentOf, type Side } from './documents.ts'
import { evaluate } from './evaluate.ts'

/** What a generated schema makes of a value: `{ value }`, or the codes and paths of what is wrong with it. */
export type Verdict = { value: unknown } | { issues: string[] }

/** The generated schema of the component called Value. */
export function generatedJudge(components: Components, side: Side = 'answer', rules: Json = {}) {
  const schema = evaluate(documentOf(components, side, rules)).schemas.Value
  if (!schema) throw new Error('There must be a component called Value')
  return (value: unknown): Verdict => {
    const { success, data, error } = schema.safeParse(value)
    return success ? { value: data } : { issues: error.issues.map(({ code, path }) => [code, ...path].join(' ')) }
  }
}

/** ajv's judgement by the component called Value. */
export function ajvJudge(components: Components): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, ownProperties: true })
  for (const [name, accepts] of Object.entries(formats)) ajv.addFormat(name, accepts)
  for (const name of annotations) {
    const [least, most] = integerBounds[name] ?? []
    const accepts = (value: number) =>
      least === undefined || most === undefined || (Number.isInteger(value) && value >= least && value <= most)
    ajv.addFormat(name, { type: 'number', validate: accepts })
  }
  const validate = ajv.compile({ components: { schemas: components }, $ref: '#/components/schemas/Value' })
  return value => validate(value)
}
