import { isObject, type Located } from '../../openapi/document.ts'
import { resolve } from '../../openapi/references.ts'
import { namedTypes } from '../../openapi/types.ts'
import { keywordsIn } from '../../openapi/vocabulary.ts'
import { childOf, type Expression, expression, type SchemaContext } from './context.ts'

/** @param items the schema of an item, if it is not sent as JSON */
export function arrayExpression(context: SchemaContext, schema: Located, items = itemsOf(context, schema)): Expression {
  const { minItems, maxItems, uniqueItems } = keywordsIn(schema.value)
  const minimum = minItems ? `.min(${minItems})` : ''
  const maximum = maxItems === undefined ? '' : `.max(${maxItems})`
  const array = `z.array(${items.text})${minimum}${maximum}`
  if (uniqueItems !== true) return expression(array, items.deferred)
  const unique = `.check(${context.helper('uniqueItems')}())`
  if (haveNoParts(context, schema)) return expression(`${array}${unique}`, items.deferred)
  // Parsing drops undeclared properties, and items may differ only in those, so uniqueness is checked on the original value.
  return expression(`${context.helper('both')}(${array}, z.array(z.unknown())${unique})`, items.deferred)
}

const itemsOf = (context: SchemaContext, schema: Located): Expression =>
  schema.value.items === undefined ? expression('z.unknown()') : context.write(context, childOf(schema, 'items'))

/** Whether no item can be an object or array. */
function haveNoParts(context: SchemaContext, schema: Located): boolean {
  if (!isObject(schema.value.items)) return true
  const types = namedTypes(resolve(context.document, childOf(schema, 'items'))) ?? ['object']
  return !types.includes('object') && !types.includes('array')
}
