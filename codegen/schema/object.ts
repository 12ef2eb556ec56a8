import { into, isObject, type JsonObject, type Located, resolve } from '../../openapi/document.ts'
import { childOf, countOf, type Expression, expression, literal, regExp, type SchemaContext } from './context.ts'
import { schemaExpression } from './schema.ts'

/**
 * An object. Without `additionalProperties` it accepts what it does not declare and drops it, which is how an undeclared property is
 * told in an answer: it stands in what was judged, not in what came out.
 */
export function objectExpression(context: SchemaContext, schema: Located): Expression {
  const { value, pointer } = schema
  const properties = value.properties ?? {}
  if (!isObject(properties)) return context.document.refuse(into(pointer, 'properties'), 'must be an object')
  const required = stringsOf(context, value.required ?? [], into(pointer, 'required'))
  const checks = checksOf(
    context,
    schema,
    required.filter(key => !Object.hasOwn(properties, key)),
  )
  const rest = restOf(context, schema)
  const declared = Object.keys(properties)

  if (declared.length === 0 && rest.kind !== 'closed' && value.patternProperties === undefined) {
    const values = rest.kind === 'schema' ? rest.schema : expression('z.unknown()')
    return expression(`z.record(z.string(), ${values.text})${checks.text}`, values.deferred || checks.deferred)
  }
  const shape = declared.map(key => propertyText(context, schema, key, required.includes(key))).join(', ')
  // What judges keys that are not declared must see them.
  const isLoose = rest.kind === 'any' || (rest.kind === 'open' && checks.text !== '')
  if (value.patternProperties !== undefined) {
    const patterns = patternsText(context, schema, declared, rest)
    return expression(`z.looseObject({ ${shape} })${patterns.text}${checks.text}`, patterns.deferred || checks.deferred)
  }
  const kind = rest.kind === 'closed' ? 'strictObject' : isLoose ? 'looseObject' : 'object'
  const catchall = rest.kind === 'schema' ? `.catchall(${rest.schema.text})` : ''
  const deferred = checks.deferred || (rest.kind === 'schema' && rest.schema.deferred)
  return expression(`z.${kind}({ ${shape} })${catchall}${checks.text}`, deferred)
}

/** `"name": z.string()`, or a getter where the schema names one that is defined further down. */
function propertyText(context: SchemaContext, parent: Located, key: string, isRequired: boolean): string {
  const schema = childOf(context, parent, 'properties', key)
  const { text, deferred } = schemaExpression(context, schema)
  const optional = isRequired && !isOneSided(context, schema.value) ? text : optionalText(context, text, schema)
  return deferred ? `get ${literal(key)}() { return ${optional} }` : `${literal(key)}: ${optional}`
}

/** readOnly may be missing from a request and writeOnly from an answer, required or not (OpenAPI 3.1, Schema Object). */
const isOneSided = ({ direction }: SchemaContext, value: JsonObject | boolean): boolean =>
  typeof value === 'object' && value[direction === 'input' ? 'readOnly' : 'writeOnly'] === true

function optionalText(context: SchemaContext, text: string, { value, pointer }: Located<JsonObject | boolean>): string {
  if (context.direction === 'answer' || typeof value === 'boolean') return `${text}.optional()`
  const fallback =
    value.default ??
    (typeof value.$ref === 'string' ? resolve(context.document, { value, pointer }).value.default : undefined)
  if (fallback === undefined) return `${text}.optional()`
  // null stands for an absent value (x-input nullIsAbsent), so it takes the default too.
  return context.rules.nullIsAbsent && fallback !== null
    ? `${text}.optional().transform(value => value ?? ${literal(fallback)})`
    : `${text}.default(${literal(fallback)})`
}

type Rest = { kind: 'open' | 'any' | 'closed' } | { kind: 'schema'; schema: Expression }

/** What may stand beside the declared properties. */
function restOf(context: SchemaContext, schema: Located): Rest {
  const { value, pointer } = schema
  const { additionalProperties, unevaluatedProperties } = value
  if (unevaluatedProperties !== undefined) {
    const composed = ['allOf', 'anyOf', 'oneOf', '$ref', 'if'].some(keyword => value[keyword] !== undefined)
    if (composed) context.document.refuse(into(pointer, 'unevaluatedProperties'), 'is not supported beside composition')
  }
  const keyword = additionalProperties === undefined ? 'unevaluatedProperties' : 'additionalProperties'
  const rest = value[keyword]
  if (rest === undefined) return { kind: 'open' }
  if (rest === false) return { kind: 'closed' }
  if (rest === true || (isObject(rest) && Object.keys(rest).length === 0)) return { kind: 'any' }
  return { kind: 'schema', schema: schemaExpression(context, childOf(context, schema, keyword)) }
}

function patternsText(context: SchemaContext, schema: Located, declared: string[], rest: Rest): Expression {
  const pointer = into(schema.pointer, 'patternProperties')
  const patterns = schema.value.patternProperties
  if (!isObject(patterns)) return context.document.refuse(pointer, 'must be an object')
  const inner = Object.keys(patterns).map(pattern => ({
    pattern: regExp(context, into(pointer, pattern), pattern),
    ...schemaExpression(context, childOf(context, schema, 'patternProperties', pattern)),
  }))
  const others =
    rest.kind === 'closed' ? expression('z.never()') : rest.kind === 'schema' ? rest.schema : expression('z.unknown()')
  const pairs = inner.map(({ pattern, text }) => `[${pattern}, ${text}]`).join(', ')
  const check = `.check(${context.helper('patternProperties')}([${pairs}], ${literal(declared)}, ${others.text}))`
  return expression(check, others.deferred || inner.some(({ deferred }) => deferred))
}

function checksOf(context: SchemaContext, schema: Located, undeclared: string[]): Expression {
  const { value, pointer } = schema
  const { helper } = context
  const minimum = countOf(context, schema, 'minProperties')
  const maximum = countOf(context, schema, 'maxProperties')
  const names = value.propertyNames === undefined ? undefined : schemaExpression(context, nameSchema(context, schema))
  const text = [
    undeclared.length > 0 ? `.check(${helper('hasKeys')}(${literal(undeclared)}))` : '',
    minimum || maximum !== undefined
      ? `.check(${helper('propertyCount')}(${minimum ?? 0}, ${maximum ?? 'Infinity'}))`
      : '',
    names ? `.check(${helper('propertyNames')}(${names.text}))` : '',
    value.dependentRequired === undefined
      ? ''
      : `.check(${helper('dependentRequired')}(${literal(dependencies(context, value.dependentRequired, into(pointer, 'dependentRequired')))}))`,
  ].join('')
  return expression(text, names?.deferred)
}

/** Names are strings, so `propertyNames` need not say so. */
function nameSchema(context: SchemaContext, schema: Located): Located<JsonObject | boolean> {
  const names = childOf(context, schema, 'propertyNames')
  if (typeof names.value === 'boolean' || names.value.$ref !== undefined) return names
  return { ...names, value: { type: 'string', ...names.value } }
}

function dependencies(context: SchemaContext, value: unknown, pointer: string): Record<string, string[]> {
  if (!isObject(value)) return context.document.refuse(pointer, 'must be an object')
  return Object.fromEntries(
    Object.entries(value).map(([key, names]) => [key, stringsOf(context, names, into(pointer, key))]),
  )
}

function stringsOf(context: SchemaContext, value: unknown, pointer: string): string[] {
  if (!Array.isArray(value) || value.some(item => typeof item !== 'string'))
    context.document.refuse(pointer, 'must be an array of strings')
  return value
}
