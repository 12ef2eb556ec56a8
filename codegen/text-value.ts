import { into, isObject, type Located, nextOf } from '../openapi/document.ts'
import { arrayExpression } from './schema/array.ts'
import { expression, type SchemaContext } from './schema/context.ts'
import { demandedTypes } from './schema/demanded.ts'
import { schemaExpression } from './schema/schema.ts'
import { checkKeywords, typesOf } from './schema/vocabulary.ts'

/** The schema of a parameter or header. */
export function schemaOf({ document }: SchemaContext, { value, pointer }: Located): Located {
  if (value.content !== undefined)
    document.refuse(into(pointer, 'content'), 'a parameter or header with content is not supported')
  const { schema } = value
  if (schema === undefined) return document.refuse(pointer, 'needs a schema')
  if (!isObject(schema)) return document.refuse(into(pointer, 'schema'), 'must be a schema with a type')
  return { value: schema, pointer: into(pointer, 'schema') }
}

/**
 * The schema of a value that arrives as text, in a path, query or header: numbers are read from their canonical decimal form, never by
 * a conversion that also takes `0x10`, `1e1` or an empty string.
 */
export function textValue(context: SchemaContext, start: Located): string {
  const schema = plain(context, start)
  const { value, pointer } = schema
  checkKeywords(context.document, schema)
  const keyword = ['anyOf', 'oneOf'].find(name => value[name] !== undefined)
  const isTyped = ['type', 'const', 'enum', '$ref', 'allOf'].some(name => value[name] !== undefined)
  if (keyword !== undefined && !isTyped) return alternativesText(context, schema, keyword)
  const demanded = demandedTypes(context.document, schema) ?? ['string']
  const [type, second] = demanded.filter(name => name !== 'null')
  if (type === undefined || second !== undefined)
    return context.document.refuse(pointer, 'a value in text needs one type')
  // What is sent is never null.
  const typed: Located = value.$ref === undefined ? { pointer, value: { ...value, type } } : schema
  switch (type) {
    case 'string':
      return schemaExpression(context, value.type === type ? start : typed).text
    case 'integer':
    case 'number': {
      const read = context.helper(type === 'integer' ? 'integerText' : 'numberText')
      return `z.string().check(${read}()).transform(Number).pipe(${schemaExpression(context, typed).text})`
    }
    case 'boolean': {
      const text = `z.enum(["true", "false"]).transform(text => text === "true")`
      const judged = schemaExpression(context, typed).text
      return judged === 'z.boolean()' ? text : `${text}.pipe(${judged})`
    }
    default:
      return context.document.refuse(pointer, `a value of type ${type} in text is not supported`)
  }
}

/** What a reference stands for, as far as nothing stands beside it. */
const plain = (context: SchemaContext, schema: Located): Located =>
  schema.value.$ref !== undefined && Object.keys(schema.value).length === 1
    ? plain(context, nextOf(context.document, schema))
    : schema

const BESIDE_ALTERNATIVES = ['title', 'description', 'default', 'example', 'examples', 'deprecated', 'discriminator']

function alternativesText(context: SchemaContext, { value, pointer }: Located, keyword: string): string {
  const beside = Object.keys(value).find(
    key => key !== keyword && !BESIDE_ALTERNATIVES.includes(key) && !key.startsWith('x-'),
  )
  if (beside !== undefined) context.document.refuse(into(pointer, beside), `beside ${keyword} in text is not supported`)
  const members = value[keyword]
  if (!Array.isArray(members)) return context.document.refuse(into(pointer, keyword), 'must be an array with members')
  const texts = members.flatMap((member, index) => {
    const here = into(pointer, keyword, index)
    if (!isObject(member)) return context.document.refuse(here, 'must be a schema with a type')
    return member.type === 'null' ? [] : [textValue(context, { value: member, pointer: here })]
  })
  if (value.default !== undefined) context.judge(pointer, into(pointer, 'default'), value.default)
  if (texts.length === 1) return texts[0] ?? ''
  return `z.${keyword === 'oneOf' ? 'xor' : 'union'}([${texts.join(', ')}])`
}

/** An array in a query or header as its style says (OpenAPI 3.1, Style Values); undefined for what is none. */
export function textArray(context: SchemaContext, start: Located, isExploded: boolean): string | undefined {
  const schema = plain(context, start)
  const { value, pointer } = schema
  const types = typesOf(context.document, schema) ?? demandedTypes(context.document, schema) ?? []
  if (!types.includes('array')) return undefined
  const other = types.find(type => type !== 'array' && type !== 'null')
  if (other !== undefined)
    context.document.refuse(pointer, `an array or a value of type ${other} in text is not supported`)
  checkKeywords(context.document, schema)
  for (const keyword of ['prefixItems', 'enum', 'const', 'allOf', 'anyOf', 'oneOf', 'not', 'if', '$ref'])
    if (value[keyword] !== undefined)
      context.document.refuse(into(pointer, keyword), 'in an array in text is not supported')
  if (!isObject(value.items)) return context.document.refuse(pointer, 'an array in text needs items')
  const items = textValue(context, { value: value.items, pointer: into(pointer, 'items') })
  const array = arrayExpression(context, schema, expression(items)).text
  if (value.default !== undefined) context.judge(pointer, into(pointer, 'default'), value.default)
  if (isExploded) return `z.union([z.string(), z.array(z.string())]).transform(value => [value].flat()).pipe(${array})`
  return `z.string().transform(text => text.split(",")).pipe(${array})`
}
