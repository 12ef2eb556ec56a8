import { into, type Located } from '../../openapi/document.ts'
import { childOf, countOf, type Expression, expression, type SchemaContext } from './context.ts'
import { schemaExpression } from './schema.ts'

export function arrayExpression(context: SchemaContext, schema: Located): Expression {
  const { value, pointer } = schema
  const { helper } = context
  if (value.unevaluatedItems !== undefined)
    context.document.refuse(into(pointer, 'unevaluatedItems'), 'is not supported')
  const items =
    value.items === undefined ? expression('z.unknown()') : schemaExpression(context, childOf(context, schema, 'items'))
  const minimum = countOf(context, schema, 'minItems')
  const maximum = countOf(context, schema, 'maxItems')
  const bounds = [minimum ? `.min(${minimum})` : '', maximum === undefined ? '' : `.max(${maximum})`].join('')
  const unique = value.uniqueItems === true ? `.check(${helper('uniqueItems')}())` : ''
  const contained = containsText(context, schema)
  const deferred = items.deferred || contained.deferred
  if (value.prefixItems === undefined)
    return expression(`z.array(${items.text})${bounds}${unique}${contained.text}`, deferred)

  if (!Array.isArray(value.prefixItems)) context.document.refuse(into(pointer, 'prefixItems'), 'must be an array')
  const prefix = value.prefixItems.map((_, index) =>
    schemaExpression(context, childOf(context, schema, 'prefixItems', index)),
  )
  const check = `.check(${helper('prefixItems')}([${prefix.map(({ text }) => text).join(', ')}], ${items.text}))`
  return expression(
    `z.array(z.unknown())${bounds}${unique}${contained.text}${check}`,
    deferred || prefix.some(item => item.deferred),
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
