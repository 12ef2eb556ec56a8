import { into, type Located } from '../../openapi/document.ts'
import { resolve } from '../../openapi/references.ts'
import { allowedTypes, namedTypes } from '../../openapi/types.ts'
import { keywordOf, type TypeName } from '../../openapi/vocabulary.ts'
import { arrayExpression } from './array.ts'
import { compositionParts } from './composition.ts'
import { type Expression, expression, isAnyDeferred, type SchemaContext } from './context.ts'
import { intersectionOf } from './intersection.ts'
import { membersExpression } from './members.ts'
import { objectExpression } from './object.ts'
import { numberText, stringText } from './scalars.ts'

/**
 * The zod expression for a schema. Refuses constructs that zod cannot express exactly.
 * @param inherited the types that the surrounding schema requires, for members of a composition without a type
 */
export function schemaExpression(context: SchemaContext, schema: Located, inherited?: TypeName[]): Expression {
  const { value, pointer } = schema
  const types = namedTypes(schema) ?? inherited ?? impliedTypes(context, schema)
  const parts = [
    referenceOf(context, schema),
    ...compositionParts(context, schema, types),
    ownExpression(context, schema, types),
  ].filter(part => part !== undefined)
  if (value.default !== undefined) context.checkValue(pointer, into(pointer, 'default'), value.default)
  return parts.length === 0 ? expression('z.unknown()') : intersectionOf(context, schema, parts)
}

/** The types that the schema's reference and compositions require, for the keywords beside them. */
function impliedTypes({ document }: SchemaContext, schema: Located): TypeName[] | undefined {
  const types = allowedTypes(document, schema)
  return types?.length ? types : undefined
}

function referenceOf(context: SchemaContext, schema: Located): Expression | undefined {
  const { $ref } = schema.value
  if ($ref === undefined) return undefined
  if (/^#\/components\/schemas\/[^/]+$/.test(String($ref))) return context.refer(String($ref), context)
  const target = resolve(context.document, schema)
  // A reference to a part of another object is emitted inline, which is impossible for a schema that contains itself.
  if (context.inside.includes(target.pointer) || `${schema.pointer}/`.startsWith(`${target.pointer}/`)) {
    return context.document.refuse(
      into(schema.pointer, '$ref'),
      `${$ref} contains itself, which is supported only for schemas in components/schemas`,
      'Move the schema to components/schemas.',
    )
  }
  return schemaExpression({ ...context, inside: [...context.inside, target.pointer] }, target)
}

const ALL_TYPES: TypeName[] = ['object', 'array', 'string', 'number', 'boolean', 'null']

/** The expression for a schema without its reference and compositions; undefined if nothing is left. */
function ownExpression(
  context: SchemaContext,
  schema: Located,
  required: TypeName[] | undefined,
): Expression | undefined {
  const { value } = schema
  if (value.const !== undefined || value.enum !== undefined) return membersExpression(context, schema)
  const isTyped = value.type !== undefined || Object.keys(value).some(appliesToOneType)
  if (!isTyped) return undefined
  // A keyword accepts values of types that it does not apply to (2020-12 core, 7.6.1).
  const types = required ?? ALL_TYPES
  const branches = types.filter(type => type !== 'null').map(type => typeExpression(context, schema, type))
  if (branches.length === 0) return expression('z.null()')
  const texts = branches.map(({ text }) => text)
  const text = texts.length === 1 ? (texts[0] ?? '') : `z.union([${texts.join(', ')}])`
  return expression(types.includes('null') ? `${text}.nullable()` : text, isAnyDeferred(branches))
}

const appliesToOneType = (keyword: string): boolean =>
  keyword === 'format' || keywordOf(keyword)?.appliesTo !== undefined

function typeExpression(context: SchemaContext, schema: Located, type: TypeName): Expression {
  switch (type) {
    case 'string':
      return expression(stringText(context, schema))
    case 'integer':
      return expression(numberText(context, schema, true))
    case 'number':
      return expression(numberText(context, schema, false))
    case 'boolean':
      return expression('z.boolean()')
    case 'null':
      return expression('z.null()')
    case 'array':
      return arrayExpression(context, schema)
    case 'object':
      return objectExpression(context, schema)
  }
}
