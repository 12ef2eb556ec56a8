import { into, type Json, type Located } from '../../openapi/document.ts'
import { keywordsIn } from '../../openapi/vocabulary.ts'
import { type Expression, expression, literal, type SchemaContext } from './context.ts'
import { enumText } from './scalars.ts'

/**
 * `const` and `enum` (2020-12 validation, 6.1.2 and 6.1.3). Each member must satisfy the keywords beside them, so these need no check at
 * run time.
 */
export function membersExpression(context: SchemaContext, schema: Located): Expression {
  const { value, pointer } = schema
  const keyword = value.const === undefined ? 'enum' : 'const'
  const members = value.const === undefined ? (keywordsIn(value).enum ?? []) : [value.const]
  for (const [index, member] of members.entries()) {
    const place = keyword === 'enum' ? into(pointer, keyword, index) : into(pointer, keyword)
    if (typeof member === 'object' && member !== null)
      context.document.refuse(
        place,
        `objects and arrays are not supported in ${keyword}`,
        'Describe the value with properties or items.',
      )
    context.checkValue(pointer, place, member)
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
