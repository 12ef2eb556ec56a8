import { into, isObject, type Located, resolve } from '../../openapi/document.ts'
import { childOf, type Expression, expression, type SchemaContext } from './context.ts'
import { schemaExpression } from './schema.ts'
import type { TypeName } from './vocabulary.ts'

/** allOf, anyOf and oneOf (2020-12 core, 10.2.1), each of which the value must satisfy. */
export function compositionParts(context: SchemaContext, schema: Located, types: TypeName[] | undefined): Expression[] {
  checkDiscriminator(context, schema)
  const parts = membersOf(context, schema, 'allOf', types)
  if (schema.value.allOf !== undefined) checkClosed(context, schema)
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const members = membersOf(context, schema, keyword, types)
    if (members.length > 0) parts.push(unionOf(members, keyword === 'oneOf'))
  }
  return parts
}

function membersOf(
  context: SchemaContext,
  schema: Located,
  keyword: 'allOf' | 'anyOf' | 'oneOf',
  types: TypeName[] | undefined,
): Expression[] {
  const members = schema.value[keyword]
  if (members === undefined) return []
  if (!Array.isArray(members) || members.length === 0)
    return context.document.refuse(into(schema.pointer, keyword), 'must be an array with members')
  return members
    .map((_, index) => childOf(context, schema, keyword, index))
    .filter(member => keyword !== 'allOf' || !saysNothing(member.value))
    .map(member => schemaExpression(context, member, types))
}

/** A member of allOf that only annotates. */
const saysNothing = (value: unknown): boolean =>
  isObject(value) &&
  Object.keys(value).every(key =>
    ['title', 'description', 'example', 'examples', 'deprecated', 'readOnly', 'writeOnly'].includes(key),
  )

/** A member that is just null makes the others nullable, which reads better and means the same. */
function unionOf(members: Expression[], exactlyOne: boolean): Expression {
  const others = members.filter(({ text }) => text !== 'z.null()')
  const deferred = members.some(member => member.deferred)
  const texts = others.map(({ text }) => text)
  const base = texts.length === 1 ? (texts[0] ?? '') : `z.${exactlyOne ? 'xor' : 'union'}([${texts.join(', ')}])`
  if (others.length === 0) return expression('z.null()')
  return expression(others.length < members.length ? `${base}.nullable()` : base, deferred)
}

/**
 * A member with `additionalProperties: false` refuses the properties of the members beside it (2020-12 core, 10.3.2.3). That accepts
 * next to nothing, is never meant, and zod's intersection would not refuse it.
 */
function checkClosed(context: SchemaContext, schema: Located): void {
  const members = Array.isArray(schema.value.allOf) ? schema.value.allOf : []
  const objects = members
    .map((value, index) => ({ value, pointer: into(schema.pointer, 'allOf', index) }))
    .flatMap(({ value, pointer }) =>
      isObject(value) ? [{ pointer, value: resolve(context.document, { value, pointer }).value }] : [],
    )
  const all = new Set(
    [schema.value, ...objects.map(({ value }) => value)].flatMap(value =>
      Object.keys(isObject(value.properties) ? value.properties : {}),
    ),
  )
  for (const { value, pointer } of objects) {
    if (value.additionalProperties !== false) continue
    const own = isObject(value.properties) ? value.properties : {}
    const refused = [...all].find(key => !Object.hasOwn(own, key))
    if (refused !== undefined)
      context.document.refuse(
        pointer,
        `additionalProperties: false refuses ${refused}, which stands beside it in allOf`,
      )
  }
}

/** `not` and `if` judge the whole value. */
export function conditionText(context: SchemaContext, schema: Located): Expression {
  const { value, pointer } = schema
  const { helper, document } = context
  const negated = value.not === undefined ? undefined : schemaExpression(context, childOf(context, schema, 'not'))
  if (value.if === undefined) {
    for (const keyword of ['then', 'else'])
      if (value[keyword] !== undefined) document.refuse(into(pointer, keyword), 'needs if beside it')
    return expression(negated ? `.check(${helper('not')}(${negated.text}))` : '', negated?.deferred)
  }
  const branch = (keyword: 'then' | 'else') =>
    value[keyword] === undefined
      ? expression('z.unknown()')
      : schemaExpression(context, childOf(context, schema, keyword))
  const parts = [schemaExpression(context, childOf(context, schema, 'if')), branch('then'), branch('else')]
  const condition = `.check(${helper('ifThenElse')}(${parts.map(({ text }) => text).join(', ')}))`
  const text = `${negated ? `.check(${helper('not')}(${negated.text}))` : ''}${condition}`
  return expression(
    text,
    [...parts, ...(negated ? [negated] : [])].some(({ deferred }) => deferred),
  )
}

/** A discriminator chooses among alternatives and judges nothing itself (OpenAPI 3.1, Discriminator Object), but what it names must be there. */
function checkDiscriminator(context: SchemaContext, schema: Located): void {
  const { discriminator, oneOf, anyOf } = schema.value
  if (discriminator === undefined) return
  const pointer = into(schema.pointer, 'discriminator')
  if (!isObject(discriminator) || typeof discriminator.propertyName !== 'string') {
    context.document.refuse(pointer, 'needs a propertyName')
  }
  const name = discriminator.propertyName
  const keyword = oneOf === undefined ? 'anyOf' : 'oneOf'
  const alternatives = oneOf ?? anyOf
  if (!Array.isArray(alternatives)) return
  alternatives.forEach((alternative, index) => {
    const here = into(schema.pointer, keyword, index)
    if (isObject(alternative) && !declares(context, { value: alternative, pointer: here }, name)) {
      context.document.refuse(here, `does not declare ${name}, which the discriminator reads`)
    }
  })
}

function declares(context: SchemaContext, schema: Located, name: string): boolean {
  const { value, pointer } = resolve(context.document, schema)
  if (isObject(value.properties) && Object.hasOwn(value.properties, name)) return true
  return (
    Array.isArray(value.allOf) &&
    value.allOf.some(
      (member, index) =>
        isObject(member) && declares(context, { value: member, pointer: into(pointer, 'allOf', index) }, name),
    )
  )
}
