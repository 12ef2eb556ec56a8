import { into, type Located } from '../openapi/document.ts'
import { memberOf, membersOf } from '../openapi/members.ts'
import { targetOf } from '../openapi/references.ts'
import { allowedTypes } from '../openapi/types.ts'
import { keywordOf } from '../openapi/vocabulary.ts'
import { arrayExpression } from './schema/array.ts'
import { expression, type SchemaContext } from './schema/context.ts'

/**
 * The schema of a value that is sent as text, in a path, query or header. Numbers must be in decimal form: a plain conversion would also
 * accept `0x10` and an empty string.
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
    return context.document.refuse(
      pointer,
      'a value that is sent as text must have exactly one type',
      'Use string, integer, number or boolean.',
    )
  // A value that is sent as text is never null.
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
      return context.document.refuse(
        pointer,
        `a value of type ${type} cannot be sent as text`,
        'Use string, integer, number or boolean.',
      )
  }
}

/** Follows references until a schema has other keywords too. */
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
  if (beside !== undefined)
    context.document.refuse(
      into(pointer, beside),
      `${beside} beside ${keyword} is not supported for a value that is sent as text`,
      `Move it into the schemas of ${keyword}.`,
    )
  const texts = membersOf(schema, keyword)
    .filter(([, member]) => member.value.type !== 'null')
    .map(([, member]) => textValue(context, member))
  if (value.default !== undefined) context.checkValue(pointer, into(pointer, 'default'), value.default)
  if (texts.length === 1) return texts[0] ?? ''
  return `z.${keyword === 'oneOf' ? 'xor' : 'union'}([${texts.join(', ')}])`
}

/** A list in a query, sent as repeated parameters. */
export function textList(context: SchemaContext, start: Located): string {
  const schema = withoutAliases(context, start)
  const { value, pointer } = schema
  const { document } = context
  const other = allowedTypes(document, schema)?.find(type => type !== 'array' && type !== 'null')
  if (other !== undefined)
    document.refuse(
      pointer,
      `a parameter that is a list or a value of type ${other} is not supported`,
      'Use only a list, which may have a single item.',
    )
  for (const keyword of ['enum', 'const', 'allOf', 'anyOf', 'oneOf', '$ref'])
    if (value[keyword] !== undefined)
      document.refuse(
        into(pointer, keyword),
        `${keyword} is not supported in a list parameter`,
        'Describe the list with `type: array` and items.',
      )
  const items = memberOf(schema, 'items')
  if (!items) return document.refuse(pointer, 'a list parameter needs items', 'Add items.')
  const array = arrayExpression(context, schema, expression(textValue(context, items))).text
  if (value.default !== undefined) context.checkValue(pointer, into(pointer, 'default'), value.default)
  return `z.union([z.string(), z.array(z.string())]).transform(value => [value].flat()).pipe(${array})`
}
