import { into, type JsonObject, type Located, resolve } from '../../openapi/document.ts'
import { childOf, countOf, type Expression, expression, type SchemaContext } from './context.ts'
import { schemaExpression } from './schema.ts'
import { typesOf } from './vocabulary.ts'

/** @param items what each item must be, when `items` is not to be read as JSON */
export function arrayExpression(context: SchemaContext, schema: Located, items = itemsOf(context, schema)): Expression {
  const { value, pointer } = schema
  const { helper } = context
  if (value.unevaluatedItems !== undefined)
    context.document.refuse(into(pointer, 'unevaluatedItems'), 'is not supported')
  const minimum = countOf(context, schema, 'minItems')
  const maximum = countOf(context, schema, 'maxItems')
  const bounds = [minimum ? `.min(${minimum})` : '', maximum === undefined ? '' : `.max(${maximum})`].join('')
  const contained = containsText(context, schema)
  const unique = value.uniqueItems === true ? `.check(${helper('uniqueItems')}())` : ''
  const checks = expression(`${unique}${contained.text}`, contained.deferred)
  if (value.prefixItems !== undefined) {
    const prefix = prefixText(context, schema, items)
    return expression(
      `z.array(z.unknown())${bounds}${checks.text}${prefix.text}`,
      checks.deferred || prefix.deferred || items.deferred,
    )
  }
  const array = `z.array(${items.text})${bounds}`
  const deferred = checks.deferred || items.deferred
  // Items lose what their schema does not declare, and with it what makes them differ.
  if (checks.text === '' || isFlat(context, schema)) return expression(`${array}${checks.text}`, deferred)
  return expression(`${helper('both')}(${array}, z.array(z.unknown())${checks.text})`, deferred)
}

const itemsOf = (context: SchemaContext, schema: Located): Expression =>
  schema.value.items === undefined
    ? expression('z.unknown()')
    : schemaExpression(context, childOf(context, schema, 'items'))

/** Whether items are of types that have no parts. */
function isFlat(context: SchemaContext, schema: Located): boolean {
  if (schema.value.items === undefined) return true
  const items = childOf(context, schema, 'items')
  if (typeof items.value === 'boolean') return true
  const types = typesOf(context.document, resolve(context.document, items as Located<JsonObject>)) ?? ['object']
  return !types.includes('object') && !types.includes('array')
}

function prefixText(context: SchemaContext, schema: Located, items: Expression): Expression {
  const { value, pointer } = schema
  if (!Array.isArray(value.prefixItems) || value.prefixItems.length === 0)
    return context.document.refuse(into(pointer, 'prefixItems'), 'must be an array with members')
  const prefix = value.prefixItems.map((_, index) =>
    schemaExpression(context, childOf(context, schema, 'prefixItems', index)),
  )
  const texts = prefix.map(({ text }) => text).join(', ')
  return expression(
    `.check(${context.helper('prefixItems')}([${texts}], ${items.text}))`,
    prefix.some(({ deferred }) => deferred),
  )
}

function containsText(context: SchemaContext, schema: Located): Expression {
  const { value, pointer } = schema
  if (value.contains === undefined) {
    // Without contains they judge nothing, which nobody means (2020-12 validation, 6.4.4 and 6.4.5).
    for (const keyword of ['minContains', 'maxContains']) {
      if (value[keyword] !== undefined) context.document.refuse(into(pointer, keyword), 'needs contains beside it')
    }
    return expression('')
  }
  const inner = schemaExpression(context, childOf(context, schema, 'contains'))
  const minimum = countOf(context, schema, 'minContains') ?? 1
  const maximum = countOf(context, schema, 'maxContains') ?? 'Infinity'
  return expression(`.check(${context.helper('contains')}(${inner.text}, ${minimum}, ${maximum}))`, inner.deferred)
}
