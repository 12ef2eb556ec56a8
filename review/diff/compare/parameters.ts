import { isObject, type Located } from '../../../openapi/document.ts'
import { into } from '../../../openapi/pointer.ts'
import { type Comparison, compareField, listAt, type Pair } from '../comparison.ts'
import type { Node, Side } from '../graph.ts'
import { type Contract, endOf } from '../read.ts'
import { compareSchemas } from '../schema/compare.ts'
import { viewOf } from '../schema/view.ts'
import { schemasAtSchema } from './content.ts'
import { compareDeprecated, compareFields, EXAMPLES, endsOf, TEXTS } from './fields.ts'
import type { Standing } from './standing.ts'
import { namesIn } from './templates.ts'

/** What is sent in path, query, headers and cookies. @param sent the side of those who read it */
export function compareParameters(comparison: Comparison, node: Node, pair: Pair<Standing>, sent: Side): void {
  const [base, head] = [parametersOf(pair.base), parametersOf(pair.head)]
  const owner = pair.head.operation.pointer
  const gone = new Map([...base].filter(([key]) => !head.has(key)))
  const fresh = new Map([...head].filter(([key]) => !base.has(key)))
  for (const [key, from] of base) {
    const to = head.get(key)
    if (to) node.edges.push({ to: compareParameter(comparison, { base: from.start, head: to.start }), only: sent })
  }
  for (const [key, from] of gone) {
    const [moved, to] = [...fresh].find(([, each]) => each.name === from.name) ?? []
    const at = { base: from.end.pointer, owner, what: from.name, only: sent }
    node.whole.push(from.start.value, from.end.value)
    gone.delete(key)
    if (moved && to) {
      fresh.delete(moved)
      node.whole.push(to.start.value, to.end.value)
      node.facts.push({ rule: 'parameter-moved', ...at, head: to.end.pointer, from: from.in, to: to.in })
    } else
      node.facts.push({
        rule: isRefused(pair.head.contract, from.in) ? 'parameter-refused' : 'parameter-removed',
        ...at,
      })
  }
  for (const to of fresh.values()) {
    node.whole.push(to.start.value, to.end.value)
    const rule = to.end.value.required === true ? 'required-parameter-added' : 'parameter-added'
    node.facts.push({ rule, head: to.end.pointer, owner, what: to.name, only: sent })
  }
}

/** Whether the house refuses query parameters it does not know. */
function isRefused({ root }: Contract, place: string): boolean {
  const input = root['x-input']
  return place === 'query' && isObject(input) && input.closedQuery === true
}

interface Parameter {
  /** As it stands in the list, perhaps a reference. */
  start: Located
  end: Located
  name: string
  in: string
}

/** Of path item and operation, whose own win. Those of a path are known by their place in it, whatever they are called. */
function parametersOf({ contract, item, operation, path }: Standing): Map<string, Parameter> {
  const places = namesIn(path)
  const parameters = new Map<string, Parameter>()
  for (const owner of [item, operation]) {
    for (const [index, value] of listAt(contract, owner, 'parameters').entries()) {
      const pointer = into(owner.pointer, 'parameters', index)
      if (!isObject(value)) return contract.refuse(pointer, 'must be an object')
      const start = { value, pointer }
      const end = endOf(contract, start)
      const [name, place] = [String(end.value.name), String(end.value.in)]
      const known = place === 'path' && places.includes(name) ? String(places.indexOf(name)) : name
      // Names of headers are the same in any case (RFC 9110, 5.1).
      parameters.set(`${place} ${place === 'header' ? known.toLowerCase() : known}`, { start, end, name, in: place })
    }
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
        if (!isSamePlace(pair)) {
          noteMoved(end, pair)
          return
        }
        const isInPath = pair.head.value.in === 'path'
        const rule = (to: unknown) => (to === true ? 'parameter-required' : 'parameter-optional')
        if (!isInPath) compareField(end, pair, 'required', (_, to) => rule(to), false)
        compareDeprecated(end, pair)
        compareSerialised(comparison, end, pair)
        compareFields(end, pair, FIELDS)
      }),
    })
  })
}

/** Components of one name need not be one parameter. */
const isSamePlace = ({ base, head }: Pair) =>
  base.value.in === head.value.in &&
  (base.value.in === 'path' || String(base.value.name).toLowerCase() === String(head.value.name).toLowerCase())

/** As the operations tell that use them. */
function noteMoved(node: Node, { base, head }: Pair): void {
  const [from, to] = [String(base.value.name), String(head.value.name)]
  if (from === to) {
    const at = { base: base.pointer, head: head.pointer, owner: '#' }
    node.facts.push({
      rule: 'parameter-moved',
      ...at,
      what: to,
      from: String(base.value.in),
      to: String(head.value.in),
    })
  } else {
    node.facts.push({ rule: 'parameter-removed', base: base.pointer, owner: '#', what: from })
    node.facts.push({ rule: 'parameter-added', head: head.pointer, owner: '#', what: to })
  }
  node.whole.push(base.value, head.value)
}

/** The schema of a parameter or header, and how its value is serialised. */
export function compareSerialised(comparison: Comparison, node: Node, pair: Pair): void {
  const [from, to] = [schemasAtSchema(comparison.base, pair.base), schemasAtSchema(comparison.head, pair.head)]
  node.edges.push({ to: compareSchemas(comparison, from, to) })
  const hasParts = [viewOf(comparison.base, from), viewOf(comparison.head, to)].some(
    ({ types }) => types.has('array') || types.has('object'),
  )
  const rule = hasParts ? 'serialisation-changed' : 'keyword-without-effect'
  // Only the default style of each place is supported, so the place decides the default (OpenAPI 3.1, 4.8.12.2.1).
  compareField(node, pair, 'explode', () => rule, pair.head.value.in === 'query')
}
