import { isObject, type Located, type OpenApiDocument } from '../../../openapi/document.ts'
import { resolve } from '../../../openapi/references.ts'
import { type Comparison, compareField, listAt, type Pair } from '../comparison.ts'
import type { Node, Side } from '../graph.ts'
import { compareSchemas } from '../schema/compare.ts'
import { effectiveSchema } from '../schema/effective-schema.ts'
import { schemasAtSchema } from './content.ts'
import { compareDeprecated, compareFields, EXAMPLES, endsOf, TEXTS } from './fields.ts'
import type { OperationSite } from './operation-site.ts'
import { namesIn } from './templates.ts'

/** Path, query and header parameters. @param sent the side that requests are on */
export function compareParameters(comparison: Comparison, node: Node, pair: Pair<OperationSite>, sent: Side): void {
  const isByPosition = namesIn(pair.base.path).length === namesIn(pair.head.path).length
  const [base, head] = [parametersOf(pair.base, isByPosition), parametersOf(pair.head, isByPosition)]
  const owner = pair.head.operation.pointer
  const removed = [...base].filter(([key]) => !head.has(key)).map(([, parameter]) => parameter)
  const added = new Set([...head].filter(([key]) => !base.has(key)).map(([, parameter]) => parameter))
  for (const [key, from] of base) {
    const to = head.get(key)
    if (to) node.edges.push({ to: compareParameter(comparison, { base: from.start, head: to.start }), only: sent })
  }
  for (const from of removed) {
    const to = [...added].find(({ name }) => name === from.name)
    const at = { base: from.end.pointer, owner, what: from.name, only: sent }
    markParameter(node, from)
    if (to) {
      added.delete(to)
      markParameter(node, to)
      node.facts.push({ rule: 'parameter-moved', ...at, head: to.end.pointer, from: from.in, to: to.in })
    } else
      node.facts.push({
        rule: isRefused(pair.head.contract, from.in) ? 'parameter-refused' : 'parameter-removed',
        ...at,
      })
  }
  for (const to of added) {
    markParameter(node, to)
    const rule = to.end.value.required === true ? 'required-parameter-added' : 'parameter-added'
    node.facts.push({ rule, head: to.end.pointer, owner, what: to.name, only: sent })
  }
}

const markParameter = (node: Node, { start, end }: Parameter) => node.comparedValues.push(start.value, end.value)

/** Whether unknown query parameters are rejected. */
function isRefused({ root }: OpenApiDocument, place: string): boolean {
  const input = root['x-input']
  return place === 'query' && isObject(input) && input.closedQuery === true
}

interface Parameter {
  /** As it is in the list, perhaps a reference. */
  start: Located
  end: Located
  name: string
  in: string
}

/**
 * The parameters of the path item and of the operation, which override the former. Path parameters are identified by their
 * position in the path, whatever their names; by their names if the operation moved to a path with more or fewer of them.
 */
function parametersOf(
  { contract, item, operation, path }: OperationSite,
  isByPosition: boolean,
): Map<string, Parameter> {
  const positions = namesIn(path)
  const parameters = new Map<string, Parameter>()
  for (const start of [item, operation].flatMap(owner => listAt(owner, 'parameters'))) {
    const end = resolve(contract, start)
    const [name, place] = [String(end.value.name), String(end.value.in)]
    // Header names are case-insensitive (RFC 9110, 5.1).
    const isPosition = place === 'path' && isByPosition
    const key = isPosition ? positions.indexOf(name) : place === 'header' ? name.toLowerCase() : name
    parameters.set(`${place} ${key}`, { start, end, name, in: place })
  }
  return parameters
}

const FIELDS = {
  ...TEXTS,
  ...EXAMPLES,
  name: 'by value',
  in: 'by value',
  required: 'by value',
  deprecated: 'by value',
  style: 'by value',
  explode: 'by value',
  schema: 'by parts',
} as const

export function compareParameter(comparison: Comparison, starts: Pair): Node {
  return comparison.graph.node(`parameter ${starts.base.pointer} | ${starts.head.pointer}`, node => {
    const pair = endsOf(comparison, node, starts)
    node.edges.push({
      to: comparison.graph.node(`parameter at ${pair.base.pointer} | ${pair.head.pointer}`, end => {
        if (!isSameParameter(pair)) {
          noteReplaced(end, pair)
          return
        }
        const ruleFor = (to: unknown) => (to === true ? 'parameter-required' : 'parameter-optional')
        if (pair.head.value.in !== 'path') compareField(end, pair, 'required', (_, to) => ruleFor(to), false)
        compareDeprecated(end, pair)
        compareSerialised(comparison, end, pair)
        compareFields(end, pair, FIELDS)
      }),
    })
  })
}

/** Components with the same name may be different parameters. */
const isSameParameter = ({ base, head }: Pair) =>
  base.value.in === head.value.in &&
  (base.value.in === 'path' || String(base.value.name).toLowerCase() === String(head.value.name).toLowerCase())

/** Worded like the changes of the operations that use them. */
function noteReplaced(node: Node, { base, head }: Pair): void {
  const [from, to] = [String(base.value.name), String(head.value.name)]
  if (from === to) {
    const at = { base: base.pointer, head: head.pointer, owner: '#' }
    const places = { from: String(base.value.in), to: String(head.value.in) }
    node.facts.push({ rule: 'parameter-moved', ...at, what: to, ...places })
  } else {
    node.facts.push({ rule: 'parameter-removed', base: base.pointer, owner: '#', what: from })
    node.facts.push({ rule: 'parameter-added', head: head.pointer, owner: '#', what: to })
  }
  node.comparedValues.push(base.value, head.value)
}

/** The schema of a parameter or header, and how its value is serialised. */
export function compareSerialised(comparison: Comparison, node: Node, pair: Pair): void {
  const [from, to] = [schemasAtSchema(pair.base), schemasAtSchema(pair.head)]
  node.edges.push({ to: compareSchemas(comparison, from, to) })
  const hasParts = [effectiveSchema(comparison.base, from), effectiveSchema(comparison.head, to)].some(
    ({ types }) => types.has('array') || types.has('object'),
  )
  const rule = hasParts ? 'serialisation-changed' : 'keyword-without-effect'
  // Each place has only one style, which decides the default (OpenAPI 3.1, 4.8.12.2.1).
  compareField(node, pair, 'explode', () => rule, pair.head.value.in === 'query')
}
