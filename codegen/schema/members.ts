import { into, type Json, type Located } from '../../openapi/document.ts'
import { type Expression, expression, literal, type SchemaContext } from './context.ts'
import { enumText, formatOf } from './scalars.ts'

/**
 * `const` and `enum` (2020-12 validation, 6.1.2 and 6.1.3). Each member must satisfy the keywords beside them, which therefore have
 * nothing left to judge.
 */
export function membersExpression(context: SchemaContext, schema: Located): Expression {
  const { value, pointer } = schema
  formatOf(context, schema)
  const keyword = value.const === undefined ? 'enum' : 'const'
  const members = keyword === 'const' ? [value.const as Json] : value.enum
  if (!Array.isArray(members) || members.length === 0)
    return context.document.refuse(into(pointer, 'enum'), 'must be an array with members')
  for (const [index, member] of members.entries()) {
    const place = keyword === 'enum' ? into(pointer, keyword, index) : into(pointer, keyword)
    if (typeof member === 'object' && member !== null)
      context.document.refuse(place, 'objects and arrays as constants are not supported')
    context.judge(pointer, place, member)
  }
  return expression(memberText(context, keyword, members))
}

function memberText(context: SchemaContext, keyword: 'const' | 'enum', members: Json[]): string {
  const texts = members.filter(member => typeof member === 'string')
  const others = members.filter(member => typeof member !== 'string' && member !== null)
  const choices = [
    ...(texts.length > 0 ? [enumText(context, keyword, texts)] : []),
    ...(others.length > 0 ? [`z.literal(${literal(others.length === 1 ? others[0] : others)})`] : []),
  ]
  if (choices.length === 0) return 'z.null()'
  const text = choices.length === 1 ? (choices[0] ?? '') : `z.union([${choices.join(', ')}])`
  return members.includes(null) ? `${text}.nullable()` : text
}
