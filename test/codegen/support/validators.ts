import { createAjv } from '../../../openapi/ajv.ts'
import type { Json } from '../../../openapi/document.ts'
import { type Components, type Direction, documentOf } from './documents.ts'
import { evaluate } from './evaluate.ts'

/** What a generated schema makes of a value: `{ value }`, or the codes and paths of what is wrong with it. */
export type Verdict = { value: unknown } | { issues: string[] }

/** The generated schema of the component called Value. */
export function generatedValidator(components: Components, direction: Direction = 'response', rules: Json = {}) {
  const schema = evaluate(documentOf(components, direction, rules)).schemas.Value
  if (!schema) throw new Error('There must be a component called Value')
  return (value: unknown): Verdict => {
    const { success, data, error } = schema.safeParse(value)
    return success ? { value: data } : { issues: error.issues.map(({ code, path }) => [code, ...path].join(' ')) }
  }
}

/** What ajv makes of a value by the component called Value. */
export function ajvValidator(components: Components): (value: unknown) => boolean {
  const validate = createAjv().compile({ components: { schemas: components }, $ref: '#/components/schemas/Value' })
  return value => validate(value)
}
