import { into, type Located } from '../../openapi/document.ts'
import { annotations, formats, integerBounds } from '../../openapi/formats.ts'
import { countOf, literal, numberOf, regExp, type SchemaContext } from './context.ts'

/**
 * A string. In requests, in this order: well-formed, length as sent, trimmed, then pattern and format of what is left; each step
 * ends the judging where it finds fault, so a text that is too long never reaches a pattern.
 */
export function stringText(context: SchemaContext, schema: Located): string {
  const { value, pointer } = schema
  const { helper, rules } = context
  const format = formatOf(context, schema)
  const isInput = context.direction === 'input'
  const minimum = countOf(context, schema, 'minLength')
  const maximum = countOf(context, schema, 'maxLength')
  return [
    'z.string()',
    isInput && rules.wellFormedText ? `.check(${helper('wellFormedText')}())` : '',
    maximum === undefined ? '' : `.check(${helper('maxLength')}(${maximum}))`,
    minimum ? `.check(${helper('minLength')}(${minimum}))` : '',
    isInput && rules.trim && format !== 'password' ? '.trim()' : '',
    value.pattern === undefined ? '' : `.regex(${regExp(context, into(pointer, 'pattern'), value.pattern)})`,
    format !== undefined && Object.hasOwn(formats, format) ? `.check(${helper('format')}(${literal(format)}))` : '',
  ].join('')
}

/** One text or a choice of texts; in requests they are trimmed before they are compared. */
export function enumText(context: SchemaContext, keyword: 'const' | 'enum', members: string[]): string {
  if (context.direction === 'input' && context.rules.trim)
    return `${context.helper('trimmedEnum')}(${literal(members)})`
  return keyword === 'const' ? `z.literal(${literal(members[0])})` : `z.enum(${literal(members)})`
}

export function numberText(context: SchemaContext, schema: Located, isInteger: boolean): string {
  const bounds = integerBounds[formatOf(context, schema) ?? '']
  const minimum = numberOf(context, schema, 'minimum')
  const maximum = numberOf(context, schema, 'maximum')
  const above = numberOf(context, schema, 'exclusiveMinimum')
  const below = numberOf(context, schema, 'exclusiveMaximum')
  const divisor = numberOf(context, schema, 'multipleOf')
  if (divisor !== undefined && divisor <= 0)
    context.document.refuse(into(schema.pointer, 'multipleOf'), 'must be greater than 0')
  const least = bounds ? Math.max(bounds[0], minimum ?? bounds[0]) : minimum
  const most = bounds ? Math.min(bounds[1], maximum ?? bounds[1]) : maximum
  return [
    wholeText(context, isInteger || bounds !== undefined, least ?? above, most ?? below),
    least === undefined || least === Number.MIN_SAFE_INTEGER ? '' : `.min(${least})`,
    most === undefined || most === Number.MAX_SAFE_INTEGER ? '' : `.max(${most})`,
    above === undefined ? '' : `.gt(${above})`,
    below === undefined ? '' : `.lt(${below})`,
    divisor === undefined ? '' : `.check(${context.helper('multipleOf')}(${divisor}))`,
  ].join('')
}

/** zod's integers end where numbers stop being exact, those of JSON Schema (2020-12 core, 4.2.1) do not. */
function wholeText({ helper }: SchemaContext, isInteger: boolean, least = -Infinity, most = Infinity): string {
  if (!isInteger) return 'z.number()'
  const isSafe = least >= Number.MIN_SAFE_INTEGER && most <= Number.MAX_SAFE_INTEGER
  return isSafe ? 'z.int()' : `z.number().check(${helper('wholeNumber')}())`
}

/** The format, which must be one whose meaning is known: an unknown one would be checked by nobody. */
export function formatOf(context: SchemaContext, { value, pointer }: Located): string | undefined {
  const { format } = value
  if (format === undefined) return undefined
  if (typeof format !== 'string' || !(Object.hasOwn(formats, format) || annotations.includes(format))) {
    context.document.refuse(into(pointer, 'format'), `${JSON.stringify(format)} is not a format that is supported`)
  }
  return format
}
