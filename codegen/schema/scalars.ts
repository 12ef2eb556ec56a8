import type { Located } from '../../openapi/document.ts'
import { formats, integerBounds } from '../../openapi/formats.ts'
import { keywordsIn } from '../../openapi/vocabulary.ts'
import { literal, type SchemaContext } from './context.ts'

/**
 * A string. In requests, in this order: well-formed, length as sent, trimmed, then pattern and format of what is left; validation stops
 * at the first failure, so a text that is too long never reaches a pattern.
 */
export function stringText({ helper, rules, direction }: SchemaContext, schema: Located): string {
  const { minLength, maxLength, pattern, format } = keywordsIn(schema.value)
  const isRequest = direction === 'request'
  return [
    'z.string()',
    isRequest && rules.wellFormedText ? `.check(${helper('wellFormedText')}())` : '',
    maxLength === undefined ? '' : `.check(${helper('maxLength')}(${maxLength}))`,
    minLength ? `.check(${helper('minLength')}(${minLength}))` : '',
    isRequest && rules.trim && format !== 'password' ? '.trim()' : '',
    // As JSON Schema means it: ECMA-262, Unicode, not anchored (2020-12 core, 6.4).
    pattern === undefined ? '' : `.regex(new RegExp(${literal(pattern)}, 'u'))`,
    format !== undefined && Object.hasOwn(formats, format) ? `.check(${helper('format')}(${literal(format)}))` : '',
  ].join('')
}

/** One text or a choice of texts; in requests they are trimmed before they are compared. */
export function enumText(context: SchemaContext, keyword: 'const' | 'enum', members: string[]): string {
  if (context.direction === 'request' && context.rules.trim)
    return `${context.helper('trimmedEnum')}(${literal(members)})`
  return keyword === 'const' ? `z.literal(${literal(members[0])})` : `z.enum(${literal(members)})`
}

export function numberText(context: SchemaContext, schema: Located, isInteger: boolean): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format = '' } = keywordsIn(schema.value)
  const bounds = integerBounds[format]
  const least = bounds ? Math.max(bounds[0], minimum ?? bounds[0]) : minimum
  const most = bounds ? Math.min(bounds[1], maximum ?? bounds[1]) : maximum
  return [
    baseText(context, isInteger || bounds !== undefined, least ?? exclusiveMinimum, most ?? exclusiveMaximum),
    least === undefined || least === Number.MIN_SAFE_INTEGER ? '' : `.min(${least})`,
    most === undefined || most === Number.MAX_SAFE_INTEGER ? '' : `.max(${most})`,
    exclusiveMinimum === undefined ? '' : `.gt(${exclusiveMinimum})`,
    exclusiveMaximum === undefined ? '' : `.lt(${exclusiveMaximum})`,
    multipleOf === undefined ? '' : `.check(${context.helper('multipleOf')}(${multipleOf}))`,
  ].join('')
}

/** zod's integers end where numbers stop being exact, those of JSON Schema (2020-12 core, 4.2.1) do not. */
function baseText({ helper }: SchemaContext, isInteger: boolean, least = -Infinity, most = Infinity): string {
  if (!isInteger) return 'z.number()'
  const isSafe = least >= Number.MIN_SAFE_INTEGER && most <= Number.MAX_SAFE_INTEGER
  return isSafe ? 'z.int()' : `z.number().check(${helper('wholeNumber')}())`
}
