import { nearest } from '../nearest.ts'
import { into } from '../pointer.ts'
import type { Refusal } from '../refusal.ts'
import { extensions } from '../vocabulary/extensions.ts'
import { unsupported } from '../vocabulary/unsupported.ts'
import { extensionOf, fieldOf, isExtension, type Kind, titleOf, vocabulary } from '../vocabulary.ts'
import type { Node } from '../walk.ts'
import { checkValue } from './values.ts'

/** Every field belongs to the object or is a listed extension, has a valid value, and no required field is missing. */
export function* checkFields({ kind, value, pointer }: Node): Generator<Refusal> {
  let hasUnknown = false
  for (const [name, inner] of Object.entries(value)) {
    const at = into(pointer, name)
    const holds = fieldOf(kind, name)
    if (holds) yield* checkValue(kind, name, holds, inner, at)
    else if (isExtension(kind, name)) yield { pointer: at, ...unlisted(name) }
    else {
      hasUnknown = true
      yield { pointer: at, ...unknown(kind, name) }
    }
  }
  // A field that seems to be missing may only be misspelled.
  if (hasUnknown) return
  for (const [name, { isRequired }] of Object.entries(vocabulary[kind].fields))
    if (isRequired && value[name] === undefined)
      yield { pointer, reason: `the ${titleOf(kind)} needs \`${name}\``, instead: `Add \`${name}\`.` }
}

function unlisted(name: string): Omit<Refusal, 'pointer'> {
  const place = extensionOf(name)?.in
  if (place !== undefined)
    return {
      reason: `\`${name}\` belongs ${place === 'OpenAPI' ? 'at the root of the document' : `to the ${titleOf(place)}`}`,
      instead: 'Move it there.',
    }
  const meant = nearest(
    name.slice('x-'.length),
    Object.keys(extensions).map(each => each.slice('x-'.length)),
  )
  return {
    reason: `\`${name}\` is not a listed extension`,
    instead: meant ? `Did you mean \`x-${meant}\`?` : 'Remove it, or add it to openapi/vocabulary/extensions.ts.',
  }
}

function unknown(kind: Kind, name: string): Omit<Refusal, 'pointer'> {
  const { patterned, fields } = vocabulary[kind]
  const others = unsupported[kind]
  if (others && Object.hasOwn(others, name))
    return { reason: `\`${name}\` is not supported`, instead: others[name] ?? '' }
  if (patterned) return { reason: `\`${name}\` is not ${patterned.names}`, instead: 'Correct or remove it.' }
  const reason =
    kind === 'Schema'
      ? `\`${name}\` is not a keyword of schemas`
      : kind === 'InputRules'
        ? `\`${name}\` is not a rule of x-input`
        : `\`${name}\` is not a field of the ${titleOf(kind)}`
  return { reason, instead: insteadOf(kind, name, Object.keys(fields)) }
}

function insteadOf(kind: Kind, name: string, known: string[]): string {
  if (kind === 'Reference')
    return 'Only `summary` and `description` are allowed beside `$ref`. Move it to the referenced object.'
  if (/\s/.test(name))
    return 'If it is part of a text, put the text in quotes: a comma ends an unquoted text in `{ }`, and `: ` starts a mapping.'
  const meant = nearest(name, known)
  return meant === undefined ? 'Remove it.' : `Did you mean \`${meant}\`?`
}
