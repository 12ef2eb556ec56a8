import { into, isObject, type Json } from '../../../openapi/document.ts'
import type { RuleFinding } from '../finding.ts'
import { FIELDS, isKind, itemOf, memberOf } from '../grammar/fields.ts'
import { faultOf } from '../grammar/values.ts'
import type { Rule } from '../rule.ts'

/** Every field holds what the specification has it hold. */
export const fieldValue: Rule = {
  name: 'field-value',
  *check({ nodes }) {
    for (const { kind, value, pointer } of nodes) {
      for (const [field, inner] of Object.entries(value)) {
        const holds = FIELDS[kind].get(field)
        if (holds !== undefined) yield* faultsIn(field, holds, inner, into(pointer, field))
      }
    }
  },
}

function* faultsIn(field: string, holds: string, value: Json, pointer: string): Generator<RuleFinding> {
  const must = faultOf(holds, value)
  if (must !== undefined) {
    yield { pointer, message: `${field} ${must}, this is ${shown(value)}`, hint: hintOf(field, holds, value) }
    return
  }
  const inner = itemOf(holds) ?? memberOf(holds)
  if (inner === undefined || isKind(holds)) return
  for (const [name, each] of Object.entries(value ?? {})) yield* faultsIn(field, inner, each, into(pointer, name))
}

function shown(value: Json): string {
  const text = JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

function hintOf(field: string, holds: string, value: Json): string {
  if (holds === 'text' && isObject(value)) return 'Quote the text: a colon and a space make a plain one a mapping.'
  if (value === null) return 'Give it a value, or remove it.'
  if (holds === 'text') return 'Quote it.'
  if (holds === 'types' && Array.isArray(value) && value.includes(null)) return 'Write "null", in quotes.'
  if (field.startsWith('exclusive') && typeof value === 'boolean') {
    const bound = field === 'exclusiveMinimum' ? 'minimum' : 'maximum'
    return value
      ? `That is OpenAPI 3.0. Give the bound itself, ${field}: N, in the place of ${bound}.`
      : `That is OpenAPI 3.0. Remove it, ${bound} includes its bound.`
  }
  if (holds === 'names' && typeof value === 'boolean')
    return 'List the names of the required properties in the schema that has them.'
  if (holds === 'switch' && typeof value === 'string') return 'Write true or false, without quotes.'
  if (['number', 'positive', 'count'].includes(holds) && typeof value === 'string')
    return 'Write the number without quotes.'
  return 'Correct or remove it.'
}
