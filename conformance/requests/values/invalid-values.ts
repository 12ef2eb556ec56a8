import type { Json, OpenApiDocument } from '../../../openapi/document.ts'
import { type Kind, membersOf, valueLeavesOf } from './leaves.ts'

const OF_KIND: [json: string, kinds: Kind[]][] = [
  ['{}', ['object']],
  ['true', ['boolean']],
  ['[]', ['array']],
  ['"x"', ['string']],
  ['1.5', ['number']],
]

/** A JSON value of a type that a schema does not allow; undefined if it allows all. */
export function wrongTypeFor(document: OpenApiDocument, schema: Json | undefined): string | undefined {
  const kinds = valueLeavesOf(document, schema).map(({ kind }) => kind)
  if (kinds.length === 0 || kinds.includes('any')) return undefined
  return OF_KIND.find(([, own]) => !own.some(kind => kinds.includes(kind)))?.[0]
}

/** A percent-encoded string for a query or form that a schema does not allow; undefined if it allows any string. */
export function wrongTextFor(document: OpenApiDocument, schema: Json | undefined): string | undefined {
  const leaves = valueLeavesOf(document, schema)
  const isFree = leaves.some(leaf => !membersOf(leaf) && !['integer', 'number', 'boolean'].includes(leaf.kind))
  return isFree || leaves.length === 0 ? undefined : 'no-such-value'
}
