import { into, isObject, type Json, type JsonObject, type Located, resolve } from '../../openapi/document.ts'
import { arrayExpression } from './array.ts'
import { compositionParts, conditionText } from './composition.ts'
import { type Expression, expression, literal, type SchemaContext } from './context.ts'
import { objectExpression } from './object.ts'
import { enumText, numberText, stringText } from './scalars.ts'
import { checkKeywords, type TypeName, typed, typedKeywordsOf, typesOf } from './vocabulary.ts'

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

  const types = typesOf(context.document, located) ?? inherited ?? impliedTypes(context, located)
  const parts = [
    referenceOf(context, located),
    ...compositionParts(context, located, types),
    ownExpression(context, located, types),
  ].filter(part => part !== undefined)
  const condition = conditionText(context, located)
  const base = parts.length === 0 ? expression('z.unknown()') : parts.reduce(intersection)
  if (condition.text === '') return base
  // The value as sent is judged, not what came out of a schema that drops what it does not declare; texts have no such parts.
  const isPlain = types !== undefined && !types.includes('object') && !types.includes('array')
  const judged = isPlain
    ? expression(`${base.text}${condition.text}`, base.deferred)
    : intersection(base, expression(`z.unknown()${condition.text}`))
  return { ...judged, deferred: base.deferred || condition.deferred }
}

const intersection = (left: Expression, right: Expression): Expression =>
  expression(`z.intersection(${left.text}, ${right.text})`, left.deferred || right.deferred)

function referenceOf(context: SchemaContext, schema: Located): Expression | undefined {
  const { $ref } = schema.value
  if ($ref === undefined) return undefined
  if (typeof $ref !== 'string') return context.document.refuse(into(schema.pointer, '$ref'), 'must be a string')
  resolve(context.document, schema)
  if (/^#\/components\/schemas\/[^/]+$/.test($ref)) return context.refer($ref)
  const target = context.document.at($ref)
  // A reference into the inside of something is written out where it is used; one that contains itself never ends.
  if (!isObject(target) || schema.pointer.startsWith(`${$ref}/`)) {
    return context.document.refuse(
      into(schema.pointer, '$ref'),
      `${$ref} is recursive outside components/schemas, which is not supported`,
    )
  }
  return schemaExpression(context, { value: target, pointer: $ref })
}

/** What the schema says by itself, apart from references and compositions; undefined when that is nothing. */
function ownExpression(context: SchemaContext, schema: Located, types: TypeName[] | undefined): Expression | undefined {
  const { value, pointer } = schema
  const keywords = typedKeywordsOf(value)
  if (value.const !== undefined) return expression(memberText(context, schema, 'const', [value.const], types))
  if (value.enum !== undefined) {
    if (!Array.isArray(value.enum) || value.enum.length === 0)
      return context.document.refuse(into(pointer, 'enum'), 'must be an array with members')
    return expression(memberText(context, schema, 'enum', value.enum, types))
  }
  if (value.type === undefined && keywords.length === 0) return undefined
  if (!types) return context.document.refuse(into(pointer, keywords[0] ?? ''), `${keywords[0]} needs a type beside it`)
  checkFits(context, schema, types, keywords)
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

/** A keyword beside a type it does not judge judges nothing; nobody writes that on purpose. */
function checkFits(context: SchemaContext, { pointer }: Located, types: TypeName[], keywords: string[]): void {
  for (const keyword of keywords) {
    const families = types.map(type => (type === 'integer' ? 'number' : type))
    const fits = families.some(family => family in typed && typed[family as keyof typeof typed].includes(keyword))
    if (!fits)
      context.document.refuse(
        into(pointer, keyword),
        `${keyword} judges nothing in a schema of type ${types.join(', ')}`,
      )
  }
}

function memberText(
  context: SchemaContext,
  { value, pointer }: Located,
  keyword: 'enum' | 'const',
  members: Json[],
  types: TypeName[] | undefined,
): string {
  members.forEach((member, index) => {
    const here = keyword === 'enum' ? into(pointer, keyword, index) : into(pointer, keyword)
    if (typeof member === 'object' && member !== null)
      context.document.refuse(here, 'objects and arrays as constants are not supported')
    if (types && !types.some(type => isOfType(member, type)))
      context.document.refuse(here, `${literal(member)} is not of type ${types.join(', ')}`)
  })
  const ruled = typedKeywordsOf(value).filter(name => name !== 'format')
  if (ruled[0]) context.document.refuse(into(pointer, ruled[0]), `${ruled[0]} beside ${keyword} is not supported`)
  const strings = members.filter(member => member !== null)
  const isNullable = strings.length < members.length
  if (strings.length === 0) return 'z.null()'
  const isText = strings.every(member => typeof member === 'string')
  const text =
    isText && keyword === 'enum'
      ? enumText(context, strings)
      : `z.literal(${literal(strings.length === 1 ? strings[0] : strings)})`
  return isNullable ? `${text}.nullable()` : text
}

function isOfType(value: Json, type: TypeName): boolean {
  if (type === 'null') return value === null
  if (type === 'integer') return Number.isInteger(value)
  return typeof value === type
}

/** The types demanded by what the schema refers to or is composed of, for keywords that stand beside it. */
function impliedTypes(context: SchemaContext, schema: Located, depth = 0): TypeName[] | undefined {
  if (depth > 50) return undefined
  const { value, pointer } = schema
  const members = Array.isArray(value.allOf)
    ? value.allOf.map((member, index) => ({ value: member, pointer: into(pointer, 'allOf', index) }))
    : []
  const candidates = typeof value.$ref === 'string' ? [resolve(context.document, schema), ...members] : members
  for (const candidate of candidates) {
    if (!isObject(candidate.value)) continue
    const located = { value: candidate.value, pointer: candidate.pointer }
    const types = typesOf(context.document, located) ?? impliedTypes(context, located, depth + 1)
    if (types) return types
  }
  return undefined
}
