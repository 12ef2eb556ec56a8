import type { Located } from '../../openapi/document.ts'
import { formats, integerBounds } from '../../openapi/formats.ts'
import { keywordsIn } from '../../openapi/vocabulary.ts'
import { literal, type SchemaContext } from './context.ts'

/**
 * A string. In requests, the order is: well-formed text, length before trimming, trim, then pattern and format. Validation stops at the first
 * failure, so that a text that is too long never reaches a pattern.
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
    // An ECMA-262 pattern with the Unicode flag, not anchored (2020-12 core, 6.4).
    pattern === undefined ? '' : `.regex(new RegExp(${literal(pattern)}, 'u'))`,
    format !== undefined && Object.hasOwn(formats, format) ? `.check(${helper('format')}(${literal(format)}))` : '',
  ].join('')
}

/** A string const or enum. In requests, the value may be trimmed before comparing. */
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

/** z.int() accepts only safe integers, but JSON Schema does not limit integers (2020-12 core, 4.2.1). */
function baseText({ helper }: SchemaContext, isInteger: boolean, least = -Infinity, most = Infinity): string {
  if (!isInteger) return 'z.number()'
  const isSafe = least >= Number.MIN_SAFE_INTEGER && most <= Number.MAX_SAFE_INTEGER
  return isSafe ? 'z.int()' : `z.number().check(${helper('wholeNumber')}())`
}
