import { isObject } from '../json.ts'
import { nearest } from '../nearest.ts'
import { into, keysOf } from '../pointer.ts'
import { findResolved, mappedPointer } from '../references.ts'
import type { Refusal } from '../refusal.ts'
import { type Kind, titleOf, vocabulary } from '../vocabulary.ts'
import type { Node } from '../walk.ts'
import type { Checked } from './checked.ts'

/** Every reference leads to an object of the right kind in this document, never back to itself. */
export function* checkReferences({ document, nodes }: Checked): Generator<Refusal> {
  const kinds = new Map(nodes.map(({ pointer, expected }) => [pointer, expected]))
  const expects = ($ref: string, kind: Kind): Omit<Refusal, 'pointer'> | undefined => {
    if (!$ref.startsWith('#'))
      return {
        reason: `only references within the document are supported, not ${$ref}`,
        instead: 'Move what it refers to into components.',
      }
    const keys = keysOf($ref) ?? []
    if (document.at($ref) === undefined) return missing($ref)
    const found = kinds.get(into('#', ...keys))
    return found === kind
      ? undefined
      : { reason: `${$ref} is not a ${titleOf(kind)}`, instead: `Refer to a ${titleOf(kind)}${placeOf(kind)}.` }
  }
  const missing = ($ref: string): Omit<Refusal, 'pointer'> => {
    const beside = $ref.slice(0, $ref.lastIndexOf('/'))
    const meant = nearest(keysOf($ref)?.at(-1) ?? '', Object.keys(document.at(beside) ?? {}))
    return {
      reason: `${$ref} is not in the document`,
      instead: meant === undefined ? 'Correct it, or add what it refers to.' : `Did you mean ${into(beside, meant)}?`,
    }
  }
  for (const node of nodes) {
    const { $ref } = node.value
    if ((node.kind === 'Reference' || node.kind === 'Schema') && typeof $ref === 'string') {
      const pointer = into(node.pointer, '$ref')
      const wrong = expects($ref, node.expected)
      if (wrong) yield { pointer, ...wrong }
      else if (!findResolved(document, node))
        yield {
          pointer,
          reason: `${$ref} is a circular reference`,
          instead: 'Point it at something that is not itself a reference back.',
        }
    }
    for (const [key, target] of mappingOf(node)) {
      const wrong = expects(mappedPointer(target), 'Schema')
      if (wrong) yield { pointer: into(node.pointer, 'mapping', key), ...wrong }
    }
  }
}

/** Where objects of a kind are in the components. */
function placeOf(kind: Kind): string {
  const found = Object.entries(vocabulary.Components.fields).find(
    ([, { value }]) => value.is === 'map' && value.of.is === 'object' && value.of.kind === kind,
  )
  return found ? `, for example one in #/components/${found[0]}` : ''
}

function mappingOf({ kind, value }: Node): [string, string][] {
  if (kind !== 'Discriminator' || !isObject(value.mapping)) return []
  return Object.entries(value.mapping).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
}
