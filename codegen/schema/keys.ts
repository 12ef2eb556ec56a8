import { into, isObject, type Located } from '../../openapi/document.ts'
import { childOf, countOf, type Expression, expression, literal, regExp, type SchemaContext } from './context.ts'
import { schemaExpression } from './schema.ts'

/** What an object's keys must be, whatever their values: required but not declared, counted, named, dependent. */
export function keyChecks(context: SchemaContext, schema: Located, undeclared: string[]): Expression {
  const { value, pointer } = schema
  const { helper } = context
  const minimum = countOf(context, schema, 'minProperties')
  const maximum = countOf(context, schema, 'maxProperties')
  const isCounted = Boolean(minimum) || maximum !== undefined
  // Names are judged as they are sent, also in requests.
  const names =
    value.propertyNames === undefined
      ? undefined
      : schemaExpression({ ...context, direction: 'answer' }, childOf(context, schema, 'propertyNames'), ['string'])
  const dependent =
    value.dependentRequired === undefined
      ? undefined
      : dependencies(context, value.dependentRequired, into(pointer, 'dependentRequired'))
  const text = [
    undeclared.length > 0 ? `.check(${helper('hasKeys')}(${literal(undeclared)}))` : '',
    isCounted ? `.check(${helper('propertyCount')}(${minimum ?? 0}, ${maximum ?? 'Infinity'}))` : '',
    names ? `.check(${helper('propertyNames')}(${names.text}))` : '',
    dependent ? `.check(${helper('dependentRequired')}(${literal(dependent)}))` : '',
  ].join('')
  return expression(text, names?.deferred)
}

/** @param rest what a key must be that is not declared and matches no pattern */
export function patternsText(
  context: SchemaContext,
  schema: Located,
  declared: string[],
  rest: Expression,
): Expression {
  const pointer = into(schema.pointer, 'patternProperties')
  const patterns = schema.value.patternProperties
  if (!isObject(patterns)) return context.document.refuse(pointer, 'must be an object')
  const inner = Object.keys(patterns).map(pattern => ({
    pattern: regExp(context, into(pointer, pattern), pattern),
    ...schemaExpression({ ...context, isLazy: true }, childOf(context, schema, 'patternProperties', pattern)),
  }))
  const pairs = inner.map(({ pattern, text }) => `[${pattern}, ${text}]`).join(', ')
  const check = `.check(${context.helper('patternProperties')}([${pairs}], ${literal(declared)}, ${rest.text}))`
  return expression(check, rest.deferred || inner.some(({ deferred }) => deferred))
}

function dependencies(context: SchemaContext, value: unknown, pointer: string): [string, string[]][] {
  if (!isObject(value)) return context.document.refuse(pointer, 'must be an object')
  return Object.entries(value).map(([key, names]) => [key, stringsOf(context, names, into(pointer, key))])
}

export function stringsOf(context: SchemaContext, value: unknown, pointer: string): string[] {
  if (!Array.isArray(value) || value.some(item => typeof item !== 'string'))
    context.document.refuse(pointer, 'must be an array of strings')
  return value
}
