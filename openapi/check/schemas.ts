import { isExtensible } from '../extensible-enums.ts'
import type { Json, JsonObject } from '../json.ts'
import { nearest } from '../nearest.ts'
import { into } from '../pointer.ts'
import type { Refusal } from '../refusal.ts'
import { formatTypes } from '../vocabulary/formats.ts'
import { keywordOf } from '../vocabulary.ts'
import type { Node } from '../walk.ts'
import { TYPES } from './values.ts'

/** Patterns compile, formats are known, marks are in their place, and every keyword applies to a type that the schema allows. */
export function* checkSchema({ value, pointer }: Node): Generator<Refusal> {
  if (typeof value.pattern === 'string') yield* checkPattern(value.pattern, into(pointer, 'pattern'))
  if (typeof value.format === 'string') yield* checkFormat(value.format, into(pointer, 'format'))
  if (isExtensible(value) && !hasTexts(value))
    yield {
      pointer: into(pointer, 'x-extensible'),
      reason: '`x-extensible` needs an enum of strings and no const',
      instead: 'Move it to the schema that has the enum, or remove it.',
    }
  const types = typesOf(value.type)
  if (types.length === 0) return
  for (const keyword of Object.keys(value)) {
    const type = keyword === 'format' ? formatTypes.get(String(value.format)) : keywordOf(keyword)?.appliesTo
    if (type === undefined || types.includes(type)) continue
    const named = [value.type].flat().join(', ')
    yield {
      pointer: into(pointer, keyword),
      reason: `${keyword === 'format' ? `the format ${value.format}` : `\`${keyword}\``} applies to ${type}s, not to a schema of type ${named}`,
      instead: `Correct the type, or remove \`${keyword}\`.`,
    }
  }
}

/** Whether the schema lists strings, and possibly null. */
function hasTexts({ enum: members, const: constant }: JsonObject): boolean {
  const texts = Array.isArray(members) ? members.filter(member => member !== null) : []
  return constant === undefined && texts.length > 0 && texts.every(member => typeof member === 'string')
}

/** With `integer` as `number`. Empty for an invalid type, which is refused on its own. */
function typesOf(type: Json | undefined): Json[] {
  const names = type === undefined ? [] : [type].flat()
  const isRight = names.every(name => TYPES.includes(name as string))
  return isRight ? names.map(name => (name === 'integer' ? 'number' : name)) : []
}

function* checkPattern(pattern: string, pointer: string): Generator<Refusal> {
  try {
    new RegExp(pattern, 'u')
  } catch (error) {
    const reason = (error as Error).message.replace(/^Invalid regular expression: /, '')
    yield {
      pointer,
      reason: `the pattern is not a Unicode regular expression (${reason})`,
      instead: 'Escape only special characters, and close every bracket.',
    }
  }
}

function* checkFormat(format: string, pointer: string): Generator<Refusal> {
  if (formatTypes.has(format)) return
  const meant = nearest(format, formatTypes.keys())
  yield {
    pointer,
    reason: `the format ${format} is not supported`,
    instead: meant ? `Did you mean \`${meant}\`?` : `Use one of ${[...formatTypes.keys()].join(', ')}, or a pattern.`,
  }
}
