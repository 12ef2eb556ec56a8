import { into, isObject, type JsonObject, type Located, resolve } from '../../openapi/document.ts'
import { arrayExpression } from './array.ts'
import { compositionParts, conditionText } from './composition.ts'
import { type Expression, expression, type SchemaContext } from './context.ts'
import { checkDiscriminator } from './discriminator.ts'
import { intersectionOf, isClosed } from './intersection.ts'
import { membersExpression } from './members.ts'
import { objectExpression } from './object.ts'
import { numberText, stringText } from './scalars.ts'
import { checkFits, checkKeywords, type TypeName, typedKeywordsOf, typesOf } from './vocabulary.ts'

/**
 * The zod expression of any schema (OpenAPI 3.1 Schema Object, JSON Schema 2020-12). What cannot be said rightly is refused with its place.
 * @param inherited the types that a schema around this one already demands, for members of a composition that name none
 */
export function schemaExpression(
  context: SchemaContext,
  schema: Located<JsonObject | boolean>,
  inherited?: TypeName[],
): Expression {
  const { value, pointer } = schema
  if (value === true) return expression('z.unknown()')
  if (value === false) return expression('z.never()')
  const located = { value, pointer }
  checkKeywords(context.document, located)
  checkDiscriminator(context, located)

  const types = typesOf(context.document, located) ?? inherited ?? impliedTypes(context, located)
  const parts = [
    referenceOf(context, located),
    ...compositionParts(context, located, types),
    ownExpression(context, located, types),
  ].filter(part => part !== undefined)
  const base =
    parts.length === 0 ? expression('z.unknown()') : intersectionOf(context, isClosed(context.document, located), parts)
  const judged = withConditions(context, located, base, types)
  if (value.default !== undefined) context.judge(pointer, into(pointer, 'default'), value.default)
  return judged
}

function withConditions(
  context: SchemaContext,
  schema: Located,
  base: Expression,
  types: TypeName[] | undefined,
): Expression {
  const condition = conditionText(context, schema, types)
  if (condition.text === '') return base
  // The value as sent is judged, not what came out of a schema that drops what it does not declare; texts have no such parts.
  const isPlain = types !== undefined && !types.includes('object') && !types.includes('array')
  if (isPlain) return expression(`${base.text}${condition.text}`, base.deferred || condition.deferred)
  const alone = expression(`z.unknown()${condition.text}`, condition.deferred)
  return base.text === 'z.unknown()'
    ? alone
    : intersectionOf(context, isClosed(context.document, schema), [base, alone])
}

function referenceOf(context: SchemaContext, schema: Located): Expression | undefined {
  const { $ref } = schema.value
  if ($ref === undefined) return undefined
  const target = resolve(context.document, { value: { $ref }, pointer: schema.pointer })
  if (/^#\/components\/schemas\/[^/]+$/.test(String($ref))) return context.refer(String($ref), context)
  // A reference into the inside of something is written out where it is used; one that contains itself never ends.
  if (context.inside.includes(target.pointer) || `${schema.pointer}/`.startsWith(`${target.pointer}/`)) {
    return context.document.refuse(
      into(schema.pointer, '$ref'),
      `${$ref} is recursive outside components/schemas, which is not supported`,
    )
  }
  return schemaExpression({ ...context, inside: [...context.inside, target.pointer] }, target)
}

const ALL_TYPES: TypeName[] = ['object', 'array', 'string', 'number', 'boolean', 'null']

/** What the schema says by itself, apart from references and compositions; undefined when that is nothing. */
function ownExpression(
  context: SchemaContext,
  schema: Located,
  demanded: TypeName[] | undefined,
): Expression | undefined {
  const { value } = schema
  const keywords = typedKeywordsOf(value)
  // Where no type is demanded keywords let the values of all other types pass (2020-12 core, 7.6.1).
  const types = demanded ?? (keywords.length > 0 ? ALL_TYPES : undefined)
  if (types) checkFits(context.document, schema, types)
  if (value.const !== undefined || value.enum !== undefined) return membersExpression(context, schema)
  if (!types || (value.type === undefined && keywords.length === 0)) return undefined
  const branches = types.map(type => typeExpression(context, schema, type))
  const others = branches.filter((_, index) => types[index] !== 'null')
  if (others.length === 0) return expression('z.null()')
  const text =
    others.length === 1 ? (others[0]?.text ?? '') : `z.union([${others.map(branch => branch.text).join(', ')}])`
  return expression(
    types.includes('null') ? `${text}.nullable()` : text,
    others.some(({ deferred }) => deferred),
  )
}

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

/** The types demanded by what the schema refers to or is composed of, for keywords that stand beside it. */
export function impliedTypes(context: SchemaContext, schema: Located, depth = 0): TypeName[] | undefined {
  if (depth > 50) return undefined
  const { value, pointer } = schema
  const members = Array.isArray(value.allOf)
    ? value.allOf.map((member, index) => ({ value: member, pointer: into(pointer, 'allOf', index) }))
    : []
  const candidates = value.$ref === undefined ? members : [resolve(context.document, schema), ...members]
  for (const candidate of candidates) {
    if (!isObject(candidate.value)) continue
    const located = { value: candidate.value, pointer: candidate.pointer }
    const types = typesOf(context.document, located) ?? impliedTypes(context, located, depth + 1)
    if (types) return types
  }
  return undefined
}
