import type { Located } from '../../openapi/document.ts'
import { membersOf } from '../../openapi/members.ts'
import { allowedTypes } from '../../openapi/types.ts'
import { keywordOf, type TypeName } from '../../openapi/vocabulary.ts'
import { type Expression, expression, isAnyDeferred, type SchemaContext } from './context.ts'

/** allOf, anyOf and oneOf (2020-12 core, 10.2.1), each of which the value must satisfy. */
export function compositionParts(context: SchemaContext, schema: Located, types: TypeName[] | undefined): Expression[] {
  const write = (keyword: string) => schemasIn(schema, keyword).map(member => context.write(context, member, types))
  const anyOf = write('anyOf')
  const oneOf = write('oneOf')
  return [
    ...write('allOf'),
    ...(anyOf.length > 0 ? [anyOfExpression(context, schema, anyOf, types)] : []),
    ...(oneOf.length > 0 ? [expression(listText('z.xor', textsOf(oneOf)), isAnyDeferred(oneOf))] : []),
  ]
}

/** The members of a composition; of allOf those that do more than annotate. */
const schemasIn = (schema: Located, keyword: string): Located[] =>
  membersOf(schema, keyword)
    .map(([, member]) => member)
    .filter(({ value }) => keyword !== 'allOf' || Object.keys(value).some(key => keywordOf(key)?.role !== 'annotation'))

const textsOf = (members: Expression[]) => members.map(({ text }) => text)

const listText = (name: string, texts: string[]) =>
  texts.length === 1 ? (texts[0] ?? '') : `${name}([${texts.join(', ')}])`

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
  const name = isFirstEnough(context, schema, types) ? 'z.union' : context.helper('anyOf')
  const text = isNullable ? `${listText(name, others)}.nullable()` : listText(name, texts)
  return expression(text, isAnyDeferred(members))
}

/** What makes an object or array come out other than it was sent. */
const CHANGING = ['properties', 'additionalProperties', 'items', '$ref', 'allOf', 'anyOf', 'oneOf']

/** Whether the first member that accepts a value gives what all would: no two accept objects or arrays, or none changes them. */
function isFirstEnough(context: SchemaContext, schema: Located, inherited: TypeName[] | undefined): boolean {
  const withParts = schemasIn(schema, 'anyOf').filter(member => {
    const types = allowedTypes(context.document, member) ?? inherited
    return types === undefined || types.includes('object') || types.includes('array')
  })
  return withParts.length < 2 || withParts.every(({ value }) => !CHANGING.some(keyword => value[keyword] !== undefined))
}
