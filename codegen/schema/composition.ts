import type { Located } from '../../openapi/document.ts'
import { membersOf } from '../../openapi/members.ts'
import { allowedTypes } from '../../openapi/types.ts'
import { keywordOf, type TypeName } from '../../openapi/vocabulary.ts'
import { type Expression, expression, isAnyDeferred, type SchemaContext } from './context.ts'

/** The expressions for allOf, anyOf and oneOf, all of which the value must satisfy (2020-12 core, 10.2.1). */
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

/** The members of a composition. For allOf, without members that have only annotations. */
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
  // A member that is only null is emitted as `.nullable()`, which is easier to read.
  const others = texts.filter(text => text !== 'z.null()')
  const isNullable = others.length > 0 && others.length < texts.length
  const name = isFirstEnough(context, schema, types) ? 'z.union' : context.helper('anyOf')
  const text = isNullable ? `${listText(name, others)}.nullable()` : listText(name, texts)
  return expression(text, isAnyDeferred(members))
}

/** Keywords with which parsing may change an object or array. */
const CHANGING = ['properties', 'additionalProperties', 'items', '$ref', 'allOf', 'anyOf', 'oneOf']

/** Whether the first member that accepts a value is enough: at most one accepts objects or arrays, or none changes them. */
function isFirstEnough(context: SchemaContext, schema: Located, inherited: TypeName[] | undefined): boolean {
  const withParts = schemasIn(schema, 'anyOf').filter(member => {
    const types = allowedTypes(context.document, member) ?? inherited
    return types === undefined || types.includes('object') || types.includes('array')
  })
  return withParts.length < 2 || withParts.every(({ value }) => !CHANGING.some(keyword => value[keyword] !== undefined))
}
