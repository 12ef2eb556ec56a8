import type { Located } from '../../../openapi/document.ts'
import { into } from '../../../openapi/pointer.ts'
import { type Comparison, entriesAt, type Maybe, type Pair } from '../comparison.ts'
import type { Node } from '../graph.ts'
import type { Contract } from '../read.ts'
import { compareSchemas } from '../schema/compare.ts'
import { schemaAt } from '../schema/parts.ts'
import { viewOf } from '../schema/view.ts'
import { compareFields, EXAMPLES } from './fields.ts'

/** The media types under `content` of both; undefined for an owner that is not there. */
export function compareContent(comparison: Comparison, node: Node, owners: Maybe): void {
  const base = mediaTypesOf(comparison.base, owners.base)
  const head = mediaTypesOf(comparison.head, owners.head)
  for (const [type, mediaType] of base) {
    const now = head.get(type) ?? covering(head, type)
    if (now) node.edges.push({ to: compareMediaType(comparison, type, { base: mediaType, head: now }) })
    else {
      node.facts.push({ rule: 'media-type-removed', base: mediaType.pointer, owner: owners.head?.pointer, what: type })
      node.whole.push(mediaType.value)
    }
  }
  for (const [type, mediaType] of head) {
    if (base.has(type)) continue
    const before = covering(base, type)
    if (before) node.edges.push({ to: compareMediaType(comparison, type, { base: before, head: mediaType }) })
    else {
      const rule = base.size === 0 ? 'content-added' : 'media-type-added'
      node.facts.push({ rule, head: mediaType.pointer, owner: owners.head?.pointer, what: type })
      node.whole.push(mediaType.value)
    }
  }
}

function mediaTypesOf(contract: Contract, owner: Located | undefined): Map<string, Located> {
  return new Map([...entriesAt(contract, owner, 'content')].map(([type, value]) => [nameOf(type), value]))
}

/** In lower case, and without the charset that is meant anyway (RFC 9110, 8.3.1). */
const nameOf = (type: string) =>
  type
    .toLowerCase()
    .replace(/\s*;\s*/g, ';')
    .replace(/;charset="?utf-8"?/, '')

/** A range that a type is in. */
const covering = (types: ReadonlyMap<string, Located>, type: string): Located | undefined =>
  types.get(`${type.split('/')[0]}/*`) ?? types.get('*/*')

function compareMediaType(comparison: Comparison, type: string, pair: Pair): Node {
  const { base, head } = pair
  return comparison.graph.node(`media type ${type} ${base.pointer} | ${head.pointer}`, node => {
    const [from, to] = [schemasOf(comparison.base, type, base, node), schemasOf(comparison.head, type, head, node)]
    node.edges.push({ to: compareSchemas(comparison, from, to) })
    compareFields(node, pair, { ...EXAMPLES, schema: 'by parts' })
  })
}

export function schemasAtSchema(contract: Contract, owner: Located): Located[] {
  const { schema } = owner.value
  return schema === undefined ? [] : [schemaAt(contract, into(owner.pointer, 'schema'), schema)]
}

/** Neither text nor anything that has a structure. */
const isBinary = (type: string) => !/json|xml|yaml|^text\/|^multipart\/|form-urlencoded|\*/.test(type)

/** What 3.0 writes as a string of the format binary, 3.1 leaves out (OpenAPI 3.1, 4.8.14.3). */
function schemasOf(contract: Contract, type: string, owner: Located, node: Node): Located[] {
  const schemas = schemasAtSchema(contract, owner)
  const [only] = viewOf(contract, schemas).members
  if (!only || !isBinary(type)) return schemas
  const { type: kind, format, ...more } = only.value
  const isBytes = kind === 'string' && format === 'binary' && Object.keys(more).length === 0
  if (isBytes) node.whole.push(...schemas.map(({ value }) => value))
  return isBytes ? [] : schemas
}
