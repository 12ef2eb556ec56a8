import type { Located, OpenApiDocument } from '../../../openapi/document.ts'
import { type Comparison, entriesAt, type OptionalPair, objectAt, type Pair } from '../comparison.ts'
import type { Node } from '../graph.ts'
import { compareSchemas } from '../schema/compare.ts'
import { effectiveSchema } from '../schema/effective-schema.ts'
import { compareFields, EXAMPLES } from './fields.ts'

/** The media types under `content` of both. */
export function compareContent(comparison: Comparison, node: Node, owners: OptionalPair): void {
  const [base, head] = [mediaTypesOf(owners.base), mediaTypesOf(owners.head)]
  for (const [type, mediaType] of base) {
    const match = head.get(type) ?? rangeOf(head, type)
    if (match) node.edges.push({ to: compareMediaType(comparison, type, { base: mediaType, head: match }) })
    else {
      node.facts.push({ rule: 'media-type-removed', base: mediaType.pointer, owner: owners.head?.pointer, what: type })
      node.comparedValues.push(mediaType.value)
    }
  }
  for (const [type, mediaType] of head) {
    if (base.has(type)) continue
    const match = rangeOf(base, type)
    if (match) node.edges.push({ to: compareMediaType(comparison, type, { base: match, head: mediaType }) })
    else {
      const rule = base.size === 0 ? 'content-added' : 'media-type-added'
      node.facts.push({ rule, head: mediaType.pointer, owner: owners.head?.pointer, what: type })
      node.comparedValues.push(mediaType.value)
    }
  }
}

const mediaTypesOf = (owner: Located | undefined): Map<string, Located> =>
  new Map([...entriesAt(owner, 'content')].map(([type, value]) => [normalised(type), value]))

/** In lower case, and without the charset that is the default anyway (RFC 9110, 8.3.1). */
const normalised = (type: string) =>
  type
    .toLowerCase()
    .replace(/\s*;\s*/g, ';')
    .replace(/;charset="?utf-8"?/, '')

/** A range that includes a media type. */
const rangeOf = (types: ReadonlyMap<string, Located>, type: string): Located | undefined =>
  types.get(`${type.split('/')[0]}/*`) ?? types.get('*/*')

function compareMediaType(comparison: Comparison, type: string, pair: Pair): Node {
  const { base, head } = pair
  return comparison.graph.node(`media type ${type} ${base.pointer} | ${head.pointer}`, node => {
    const [from, to] = [schemasOf(comparison.base, type, base, node), schemasOf(comparison.head, type, head, node)]
    node.edges.push({ to: compareSchemas(comparison, from, to) })
    compareFields(node, pair, { ...EXAMPLES, schema: 'by parts' })
  })
}

export const schemasAtSchema = (owner: Located): Located[] => [objectAt(owner, 'schema') ?? []].flat()

/** Neither text nor structured. */
const isBinary = (type: string) => !/json|xml|yaml|^text\/|^multipart\/|form-urlencoded|\*/.test(type)

/** For bytes, `type: string, format: binary` means the same as no schema (OpenAPI 3.1, 4.8.14.3). */
function schemasOf(contract: OpenApiDocument, type: string, owner: Located, node: Node): Located[] {
  const schemas = schemasAtSchema(owner)
  const [only] = effectiveSchema(contract, schemas).members
  if (!only || !isBinary(type)) return schemas
  const { type: kind, format, ...more } = only.value
  const isBytes = kind === 'string' && format === 'binary' && Object.keys(more).length === 0
  if (isBytes) node.comparedValues.push(...schemas.map(({ value }) => value))
  return isBytes ? [] : schemas
}
