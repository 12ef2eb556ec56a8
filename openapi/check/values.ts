import { isObject, type Json } from '../json.ts'
import { nearest } from '../nearest.ts'
import { into } from '../pointer.ts'
import type { Refusal } from '../refusal.ts'
import { unsupportedValues } from '../vocabulary/unsupported.ts'
import type { FieldValue, Kind } from '../vocabulary.ts'

export const TYPES = ['string', 'integer', 'number', 'boolean', 'object', 'array', 'null']

/**
 * Checks a field's value against the vocabulary. OpenAPI objects inside it are checked separately.
 * @param subject how messages call the value
 */
export function* checkValue(
  kind: Kind,
  name: string,
  holds: FieldValue,
  value: Json,
  pointer: string,
  subject = `\`${name}\``,
): Generator<Refusal> {
  const must = expectation(holds, value)
  if (must !== undefined) {
    const others = typeof value === 'string' ? unsupportedValues[kind]?.[name] : undefined
    const other = others && Object.hasOwn(others, String(value)) ? others[String(value)] : undefined
    yield other === undefined
      ? {
          pointer,
          reason: `${subject} must be ${must}, not ${shortened(value)}`,
          instead: insteadOf(name, holds, value),
        }
      : { pointer, reason: `\`${name}: ${value}\` is not supported`, instead: other }
    return
  }
  if (holds.is === 'list') {
    const each = `an item of ${subject}`
    for (const [index, item] of (value as Json[]).entries())
      yield* checkValue(kind, each, holds.of, item, into(pointer, index), each)
  }
  if (holds.is === 'map')
    for (const [key, item] of Object.entries(value as object))
      yield* checkValue(kind, key, holds.of, item, into(pointer, key))
}

const isUnique = (values: Json[]) => new Set(values.map(value => JSON.stringify(value))).size === values.length

/** What an invalid value must be, as the end of a sentence; undefined for a valid value. */
function expectation(holds: FieldValue, value: Json): string | undefined {
  switch (holds.is) {
    case 'any':
      return undefined
    case 'string': {
      if (!holds.among) return typeof value === 'string' ? undefined : 'a string'
      return holds.among.includes(value as string) ? undefined : listed(holds.among)
    }
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true or false'
    case 'number': {
      const { above = -Infinity } = holds
      if (typeof value === 'number' && value > above) return undefined
      return holds.above === undefined ? 'a number' : `a number greater than ${above}`
    }
    case 'integer': {
      const { minimum, maximum = Infinity } = holds
      if (Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum) return undefined
      return holds.maximum === undefined || maximum === Number.MAX_SAFE_INTEGER
        ? `an integer of ${minimum} or greater`
        : `an integer from ${minimum} to ${maximum}`
    }
    case 'types': {
      const names = Array.isArray(value) ? value : [value]
      const isRight = names.length > 0 && isUnique(names) && names.every(each => TYPES.includes(each as string))
      return isRight ? undefined : `one of ${TYPES.join(', ')}, or a list of them`
    }
    case 'list': {
      if (!Array.isArray(value) || (holds.isFilled && value.length === 0))
        return holds.isFilled ? 'a list that is not empty' : 'a list'
      return holds.isUnique && !isUnique(value) ? 'a list without duplicates' : undefined
    }
    case 'map':
      return isObject(value) ? undefined : 'an object'
    case 'object': {
      if (isObject(value) || (holds.orBoolean && typeof value === 'boolean')) return undefined
      return holds.kind === 'Schema' ? (holds.orBoolean ? 'a schema, true or false' : 'a schema') : 'an object'
    }
  }
}

const listed = (values: readonly string[]): string =>
  values.length === 1 ? `${values[0]}` : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`

function shortened(value: Json): string {
  const text = JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

function insteadOf(name: string, holds: FieldValue, value: Json): string {
  if (value === null) return holds.is === 'types' ? 'Write "null", in quotes.' : 'Give it a value, or remove it.'
  if (holds.is === 'types' && Array.isArray(value) && value.includes(null)) return 'Write "null", in quotes.'
  if (holds.is === 'string') return stringInstead(holds.among, value)
  if (name.startsWith('exclusive') && typeof value === 'boolean')
    return `That is OpenAPI 3.0. Write the bound itself: \`${name}: 10\`.`
  if (name === 'required' && typeof value === 'boolean')
    return 'List the names of the required properties in the schema that contains them.'
  if (holds.is === 'boolean') return 'Write true or false, without quotes.'
  if ((holds.is === 'number' || holds.is === 'integer') && typeof value === 'string')
    return 'Write the number without quotes.'
  if (holds.is === 'object' && holds.kind === 'Schema' && typeof value === 'boolean')
    return value
      ? 'Write `{}` for a schema that allows everything.'
      : 'Remove it: a schema that allows nothing is not supported.'
  return 'Correct or remove it.'
}

function stringInstead(among: readonly string[] | undefined, value: Json): string {
  if (typeof value !== 'string')
    return isObject(value) ? 'Put the text in quotes: `: ` starts a mapping in YAML.' : 'Put it in quotes.'
  const meant = nearest(value, among ?? [])
  return meant === undefined ? 'Correct or remove it.' : `Did you mean \`${meant}\`?`
}
