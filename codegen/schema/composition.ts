import { into, isObject, type Json, type Located } from '../../openapi/document.ts'
import { childOf, type Expression, expression, type SchemaContext } from './context.ts'
import { demandedTypes } from './demanded.ts'
import { schemaExpression } from './schema.ts'
import type { TypeName } from './vocabulary.ts'

/** allOf, anyOf and oneOf (2020-12 core, 10.2.1), each of which the value must satisfy. */
export function compositionParts(context: SchemaContext, schema: Located, types: TypeName[] | undefined): Expression[] {
  const parts = membersOf(context, schema, 'allOf', types)
  const anyOf = membersOf(context, schema, 'anyOf', types)
  if (anyOf.length > 0) parts.push(anyOfExpression(context, schema, anyOf, types))
  const oneOf = membersOf(context, schema, 'oneOf', types)
  if (oneOf.length > 0) parts.push(expression(listText('z.xor', textsOf(oneOf)), isAnyDeferred(oneOf)))
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

const textsOf = (members: Expression[]) => members.map(({ text }) => text)
const isAnyDeferred = (members: Expression[]) => members.some(({ deferred }) => deferred)

const listText = (call: string, texts: string[]) =>
  texts.length === 1 ? (texts[0] ?? '') : `${call}([${texts.join(', ')}])`

function anyOfExpression(
  context: SchemaContext,
  schema: Located,
  members: Expression[],
  types: TypeName[] | undefined,
): Expression {
  const texts = textsOf(members)
  // A member that is just null makes the others nullable, which reads better and means the same.
  const others = texts.filter(text => text !== 'z.null()')
  const isNullable = others.length > 0 && others.length < texts.length
  const call = isFirstEnough(context, schema, types) ? 'z.union' : context.helper('anyOf')
  const text = isNullable ? `${listText(call, others)}.nullable()` : listText(call, texts)
  return expression(text, isAnyDeferred(members))
}

/** What makes an object or array come out other than it was sent. */
const CHANGING = ['properties', 'additionalProperties', 'patternProperties', 'unevaluatedProperties'].concat([
  'items',
  'prefixItems',
  '$ref',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
])

/** Whether the first member that accepts a value gives what all would: no two take objects or arrays, or none changes them. */
function isFirstEnough(context: SchemaContext, schema: Located, inherited: TypeName[] | undefined): boolean {
  const members = schema.value.anyOf as Json[]
  const parted = members
    .map((value, index) => ({ value, pointer: into(schema.pointer, 'anyOf', index) }))
    .filter(({ value, pointer }) => {
      if (!isObject(value)) return value === true
      const types = demandedTypes(context.document, { value, pointer }) ?? inherited
      return types === undefined || types.includes('object') || types.includes('array')
    })
  return (
    parted.length < 2 ||
    parted.every(({ value }) => !isObject(value) || !CHANGING.some(keyword => value[keyword] !== undefined))
  )
}

/** `not` and `if` judge the whole value, of which the schema beside them demands the types. */
export function conditionText(context: SchemaContext, schema: Located, types: TypeName[] | undefined): Expression {
  const { value, pointer } = schema
  const { helper, document } = context
  const judged = (keyword: string) => schemaExpression(context, childOf(context, schema, keyword), types)
  const checks: Expression[] = []
  if (value.not !== undefined) {
    const { text, deferred } = judged('not')
    checks.push(expression(`.check(${helper('not')}(${text}))`, deferred))
  }
  if (value.if !== undefined) {
    const branch = (keyword: 'then' | 'else') =>
      value[keyword] === undefined ? expression('z.unknown()') : judged(keyword)
    const parts = [judged('if'), branch('then'), branch('else')]
    checks.push(
      expression(
        `.check(${helper('ifThenElse')}(${parts.map(({ text }) => text).join(', ')}))`,
        parts.some(({ deferred }) => deferred),
      ),
    )
  } else {
    for (const keyword of ['then', 'else'])
      if (value[keyword] !== undefined) document.refuse(into(pointer, keyword), 'needs if beside it')
  }
  return expression(
    checks.map(({ text }) => text).join(''),
    checks.some(({ deferred }) => deferred),
  )
}
