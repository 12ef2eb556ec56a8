import { into, isObject, type Located } from '../../openapi/document.ts'
import { childOf, type Expression, expression, type SchemaContext } from './context.ts'
import { schemaExpression } from './schema.ts'
import type { TypeName } from './vocabulary.ts'

/** allOf, anyOf and oneOf (2020-12 core, 10.2.1), each of which the value must satisfy. */
export function compositionParts(context: SchemaContext, schema: Located, types: TypeName[] | undefined): Expression[] {
  const parts = membersOf(context, schema, 'allOf', types)
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

function unionOf(members: Expression[], exactlyOne: boolean): Expression {
  const deferred = members.some(member => member.deferred)
  const union = (texts: string[]) =>
    texts.length === 1 ? (texts[0] ?? '') : `z.${exactlyOne ? 'xor' : 'union'}([${texts.join(', ')}])`
  const texts = members.map(({ text }) => text)
  if (exactlyOne) return expression(union(texts), deferred)
  // A member that is just null makes the others nullable, which reads better and means the same.
  const others = texts.filter(text => text !== 'z.null()')
  const isNullable = others.length > 0 && others.length < texts.length
  return expression(isNullable ? `${union(others)}.nullable()` : union(texts), deferred)
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
