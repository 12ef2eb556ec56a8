import { into, type Located } from '../openapi/document.ts'
import { memberOf, membersOf } from '../openapi/members.ts'
import { targetOf } from '../openapi/references.ts'
import { allowedTypes } from '../openapi/types.ts'
import { keywordOf } from '../openapi/vocabulary.ts'
import { arrayExpression } from './schema/array.ts'
import { expression, type SchemaContext } from './schema/context.ts'

/**
 * The schema of a value that arrives as text, in a path, query or header: numbers are read from their canonical decimal form, never by
 * a conversion that also takes `0x10`, `1e1` or an empty string.
 */
export function textValue(context: SchemaContext, start: Located): string {
  const schema = withoutAliases(context, start)
  const { value, pointer } = schema
  const keyword = ['anyOf', 'oneOf'].find(name => value[name] !== undefined)
  const isTyped = ['type', 'const', 'enum', '$ref', 'allOf'].some(name => value[name] !== undefined)
  if (keyword !== undefined && !isTyped) return alternativesText(context, schema, keyword)
  const allowed = allowedTypes(context.document, schema) ?? ['string']
  const [type, second] = allowed.filter(name => name !== 'null')
  if (type === undefined || second !== undefined)
    return context.document.refuse(pointer, 'a value in text needs one type')
  // What is sent is never null.
  const typed: Located = value.$ref === undefined ? { pointer, value: { ...value, type } } : schema
  switch (type) {
    case 'string':
      return context.write(context, value.type === type ? start : typed).text
    case 'integer':
    case 'number': {
      const read = context.helper(type === 'integer' ? 'integerText' : 'numberText')
      return `z.string().check(${read}()).transform(Number).pipe(${context.write(context, typed).text})`
    }
    case 'boolean': {
      const text = `z.enum(["true", "false"]).transform(text => text === "true")`
      const own = context.write(context, typed).text
      return own === 'z.boolean()' ? text : `${text}.pipe(${own})`
    }
    default:
      return context.document.refuse(pointer, `a value of type ${type} in text is not supported`)
  }
}

/** What a reference stands for, as far as nothing stands beside it. */
function withoutAliases({ document }: SchemaContext, start: Located): Located {
  let schema = start
  while (Object.keys(schema.value).length === 1) {
    const target = targetOf(document, schema)
    if (!target) break
    schema = target
  }
  return schema
}

function alternativesText(context: SchemaContext, schema: Located, keyword: string): string {
  const { value, pointer } = schema
  const beside = Object.keys(value).find(
    key => key !== keyword && keywordOf(key)?.role !== 'annotation' && !key.startsWith('x-'),
  )
  if (beside !== undefined) context.document.refuse(into(pointer, beside), `beside ${keyword} in text is not supported`)
  const texts = membersOf(schema, keyword)
    .filter(([, member]) => member.value.type !== 'null')
    .map(([, member]) => textValue(context, member))
  if (value.default !== undefined) context.checkValue(pointer, into(pointer, 'default'), value.default)
  if (texts.length === 1) return texts[0] ?? ''
  return `z.${keyword === 'oneOf' ? 'xor' : 'union'}([${texts.join(', ')}])`
}

/** A list in a query, as repeated parameters. */
export function textList(context: SchemaContext, start: Located): string {
  const schema = withoutAliases(context, start)
  const { value, pointer } = schema
  const { document } = context
  const other = allowedTypes(document, schema)?.find(type => type !== 'array' && type !== 'null')
  if (other !== undefined) document.refuse(pointer, `a list or a value of type ${other} in text is not supported`)
  for (const keyword of ['enum', 'const', 'allOf', 'anyOf', 'oneOf', '$ref'])
    if (value[keyword] !== undefined) document.refuse(into(pointer, keyword), 'in a list in text is not supported')
  const items = memberOf(schema, 'items')
  if (!items) return document.refuse(pointer, 'a list in text needs items')
  const array = arrayExpression(context, schema, expression(textValue(context, items))).text
  if (value.default !== undefined) context.checkValue(pointer, into(pointer, 'default'), value.default)
  return `z.union([z.string(), z.array(z.string())]).transform(value => [value].flat()).pipe(${array})`
}
