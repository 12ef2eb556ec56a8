import { into, isObject, type JsonObject, type Located, resolve } from '../openapi/document.ts'
import { literal, type SchemaContext } from './schema/context.ts'
import { numberText } from './schema/scalars.ts'
import { schemaExpression } from './schema/schema.ts'
import { checkKeywords, typesOf } from './schema/vocabulary.ts'

/**
 * The schema of a value that arrives as text, in a path, query or header: numbers are read from their canonical decimal form, never by
 * a conversion that also takes `0x10`, `1e1` or an empty string.
 */
export function textValue(context: SchemaContext, schema: Located): string {
  const { value, pointer } = resolve(context.document, schema)
  const located = { value, pointer }
  checkKeywords(context.document, located)
  const alternatives = value.anyOf ?? value.oneOf
  if (Array.isArray(alternatives)) {
    const keyword = value.anyOf === undefined ? 'oneOf' : 'anyOf'
    const texts = alternatives.flatMap((alternative, index) => {
      if (!isObject(alternative)) return []
      const member = { value: alternative, pointer: into(pointer, keyword, index) }
      return alternative.type === 'null' ? [] : [textValue(context, member)]
    })
    return texts.length === 1 ? (texts[0] ?? '') : `z.union([${texts.join(', ')}])`
  }
  const types = (typesOf(context.document, located) ?? ['string']).filter(type => type !== 'null')
  if (types.length !== 1) context.document.refuse(pointer, 'a value in text needs one type')
  switch (types[0]) {
    case 'integer':
    case 'number':
      return numberValue(context, located, types[0] === 'integer')
    case 'boolean':
      return `z.enum(["true", "false"]).transform(text => text === "true")`
    case 'string':
      return value === schema.value
        ? schemaExpression(context, { ...located, value: { ...value, type: 'string' } }).text
        : schemaExpression(context, schema).text
    default:
      return context.document.refuse(pointer, `a value of type ${types[0]} in text is not supported`)
  }
}

function numberValue(context: SchemaContext, schema: Located, isInteger: boolean): string {
  const { value } = schema
  const text = `z.string().check(${context.helper(isInteger ? 'integerText' : 'numberText')}()).transform(Number)`
  if (value.enum !== undefined || value.const !== undefined)
    return `${text}.pipe(z.literal(${literal(value.enum ?? value.const)}))`
  return `${text}.pipe(${numberText(context, schema, isInteger)})`
}

/** An array in a query or header as its style says (OpenAPI 3.1, Style Values); undefined for what is none. */
export function textArray(context: SchemaContext, schema: Located, isExploded: boolean): string | undefined {
  const { value, pointer } = resolve(context.document, schema)
  const types = typesOf(context.document, { value, pointer })
  if (!types?.includes('array')) return undefined
  checkKeywords(context.document, { value, pointer })
  const { items, minItems, maxItems } = value
  if (!isObject(items)) return context.document.refuse(pointer, 'an array in text needs items')
  const item = textValue(context, { value: items as JsonObject, pointer: into(pointer, 'items') })
  const bounds = `${minItems ? `.min(${minItems})` : ''}${maxItems === undefined ? '' : `.max(${maxItems})`}`
  const unique = value.uniqueItems === true ? `.check(${context.helper('uniqueItems')}())` : ''
  const array = `z.array(${item})${bounds}${unique}`
  if (isExploded) return `z.union([z.string(), z.array(z.string())]).transform(value => [value].flat()).pipe(${array})`
  return `z.string().transform(text => text.split(",")).pipe(${array})`
}
