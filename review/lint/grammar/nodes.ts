import { into, isObject, type Json, type JsonObject, type Located } from '../../../openapi/document.ts'
import { FIELDS, isKind, itemOf, type Kind, memberOf } from './fields.ts'

/** An object of OpenAPI, and which one it is. */
export interface Node extends Located {
  kind: Kind
}

/** These may be extended among their names (OpenAPI 3.1, 4.8.8 and 4.8.16). */
const EXTENDED = ['paths', 'responses', 'callbacks']

/** Every object of a document that OpenAPI knows, each before those in it. What is no such object, though it should be, is left out. */
export const nodesOf = (root: JsonObject): Generator<Node> => nodesIn('OpenAPI', root, '#')

function* nodesIn(holds: string, value: Json, pointer: string): Generator<Node> {
  const [item, member] = [itemOf(holds), memberOf(holds)]
  if (item !== undefined && Array.isArray(value))
    for (const [index, each] of value.entries()) yield* nodesIn(item, each, into(pointer, index))
  if (!isObject(value)) return
  if (member !== undefined)
    for (const [name, each] of Object.entries(value)) yield* nodesIn(member, each, into(pointer, name))
  if (!isKind(holds)) return
  const kind = kindOf(holds, value)
  yield { kind, value, pointer }
  for (const [field, each] of Object.entries(value)) {
    const inner = FIELDS[kind].get(field)
    if (inner !== undefined) yield* nodesIn(inner, withoutExtensions(field, each), into(pointer, field))
  }
}

/** A schema and a path item may have fields beside `$ref`; any other object that has one is a Reference Object. */
const kindOf = (kind: Kind, { $ref }: JsonObject): Kind =>
  $ref === undefined || kind === 'Schema' || kind === 'PathItem' ? kind : 'Reference'

const withoutExtensions = (field: string, value: Json): Json =>
  EXTENDED.includes(field) && isObject(value)
    ? Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith('x-')))
    : value
