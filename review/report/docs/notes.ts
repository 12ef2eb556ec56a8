import { isObject, type JsonObject, type OpenApiDocument } from '../../../openapi/document.ts'
import { memberOf, membersOf } from '../../../openapi/members.ts'
import { type Operation, operationsOf } from '../../../openapi/operations.ts'
import { follow } from '../../../openapi/pointer.ts'
import { fieldOf } from '../../../openapi/vocabulary.ts'
import { type Node, walk } from '../../../openapi/walk.ts'
import type { Change, Diff } from '../../diff/change.ts'
import { noteOf } from './note.ts'

/** More would hide the description. */
const MOST_NOTES = 12

/**
 * Writes what changed into the descriptions: all changes of an operation into its own, and each change into that of the parameter, response,
 * header or schema where it is.
 */
export function addNotes(root: JsonObject, base: OpenApiDocument, head: OpenApiDocument, diff: Diff): void {
  const nodes = [...walk(root)].filter(({ kind }) => fieldOf(kind, 'description') !== undefined && kind !== 'Reference')
  const places = new Map(nodes.map(node => [node.pointer, node]))
  const notes = new Map<string, string[]>()
  for (const change of diff.changes) {
    const place = placeOf(places, change)
    if (place && isField(place))
      notes.set(place.pointer, [...(notes.get(place.pointer) ?? []), noteOf(change, base, head)])
  }
  for (const node of nodes) {
    const own = isField(node) ? [node.pointer, ...hiddenBehind(node)].flatMap(pointer => notes.get(pointer) ?? []) : []
    prepend(node.value, own)
  }
  for (const operation of operationsOf(head)) {
    const value = follow(root, operation.pointer)
    if (isObject(value)) prepend(value, operationNotes(operation, places, base, head, diff))
  }
}

/** With the values of what has no description of its own. */
const operationNotes = (
  { id, pointer }: Operation,
  places: ReadonlyMap<string, Node>,
  base: OpenApiDocument,
  head: OpenApiDocument,
  { changes }: Diff,
): string[] =>
  changes
    .filter(({ operations }) => operations.includes(id))
    .map(change =>
      noteOf(change, base, head, change.verdict !== 'docs' || placeOf(places, change)?.pointer === pointer),
    )

/** The list of the whole document is elsewhere, and operations list all their changes. */
const isField = ({ kind }: Node): boolean => !['Info', 'Operation', 'PathItem'].includes(kind)

/** The innermost object with a description that contains the change, in the head version. */
function placeOf(places: ReadonlyMap<string, Node>, { base, head }: Change): Node | undefined {
  for (let pointer = head?.pointer ?? base?.pointer ?? '#'; pointer.includes('/'); ) {
    const place = places.get(pointer)
    if (place) return place
    pointer = pointer.slice(0, pointer.lastIndexOf('/'))
  }
  return undefined
}

/** The schemas whose descriptions the reference does not show, because an object that contains or refers to them has its own. */
function hiddenBehind({ kind, value, pointer }: Node): string[] {
  if (value.description === undefined) return []
  const schema = kind === 'Schema' ? { value, pointer } : memberOf({ value, pointer }, 'schema')
  if (!schema) return []
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap(name => membersOf(schema, name).map(([, part]) => part))
  return [schema, ...parts].flatMap(part => [
    ...(part.pointer === pointer ? [] : [part.pointer]),
    ...(typeof part.value.$ref === 'string' ? [part.value.$ref] : []),
  ])
}

function prepend(value: JsonObject, notes: readonly string[]): void {
  if (notes.length === 0) return
  const rest = notes.length - MOST_NOTES
  const shown = [...notes.slice(0, MOST_NOTES), ...(rest > 0 ? [`… and ${rest} more, in report.json`] : [])]
  const list = shown.length === 1 ? (shown[0] ?? '') : shown.map(note => `- ${note}`).join('\n')
  value.description = [list, ...(value.description ? ['---', value.description] : [])].join('\n\n')
}
