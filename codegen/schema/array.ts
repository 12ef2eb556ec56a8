import { isObject, type Located } from '../../openapi/document.ts'
import { resolve } from '../../openapi/references.ts'
import { namedTypes } from '../../openapi/types.ts'
import { keywordsIn } from '../../openapi/vocabulary.ts'
import { childOf, type Expression, expression, type SchemaContext } from './context.ts'

/** @param items what each item must be, when `items` is not to be read as JSON */
export function arrayExpression(context: SchemaContext, schema: Located, items = itemsOf(context, schema)): Expression {
  const { minItems, maxItems, uniqueItems } = keywordsIn(schema.value)
  const minimum = minItems ? `.min(${minItems})` : ''
  const maximum = maxItems === undefined ? '' : `.max(${maxItems})`
  const array = `z.array(${items.text})${minimum}${maximum}`
  if (uniqueItems !== true) return expression(array, items.deferred)
  const unique = `.check(${context.helper('uniqueItems')}())`
  if (haveNoParts(context, schema)) return expression(`${array}${unique}`, items.deferred)
  // Items lose what their schema does not declare, and with it what makes them differ.
  return expression(`${context.helper('both')}(${array}, z.array(z.unknown())${unique})`, items.deferred)
}

const itemsOf = (context: SchemaContext, schema: Located): Expression =>
  schema.value.items === undefined ? expression('z.unknown()') : context.write(context, childOf(schema, 'items'))

/** Whether the items are of types without parts. */
function haveNoParts(context: SchemaContext, schema: Located): boolean {
  if (!isObject(schema.value.items)) return true
  const types = namedTypes(resolve(context.document, childOf(schema, 'items'))) ?? ['object']
  return !types.includes('object') && !types.includes('array')
}
