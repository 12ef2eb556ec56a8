import { connectedComponents } from '../../openapi/connected-components.ts'
import { BitSet } from './bit-set.ts'
import type { Edge, Node, Side } from './graph.ts'

/** The operations that lead to a node, by side. */
export interface Reach {
  of(node: Node, side: Side): BitSet
  /** Those for which a difference of values breaks something. */
  harmed(node: Node, side: Side): BitSet
  /** Those for which it makes a difference. */
  concerned(node: Node, side: Side): BitSet
  /** The operations that the numbers in a BitSet represent. */
  labels: readonly string[]
}

/**
 * Which operations lead to each node, by side: below a part of an operation only the side of that part counts. Every node is visited once
 * for each side, nodes of a cycle together.
 */
export function reachOf(nodes: ReadonlySet<Node>): Reach {
  const labels = [...new Set([...nodes].flatMap(({ label }) => label ?? []))]
  const on = (ends: (node: Node, side: Side) => boolean = () => false): Reach['of'] => {
    const reached = {
      request: reachOn('request', nodes, labels, ends),
      response: reachOn('response', nodes, labels, ends),
    }
    return (node, side) => reached[side].get(node) ?? new BitSet(labels.length)
  }
  const of = on()
  if (![...nodes].some(({ harmless }) => harmless)) return { labels, of, harmed: of, concerned: of }
  const harmed = on(({ harmless }, side) => harmless?.has(side) === true)
  return { labels, of, harmed, concerned: on(({ same }, side) => same?.has(side) === true) }
}

/** @param ends whether a node, and what only it leads to, is left out */
function reachOn(
  side: Side,
  nodes: ReadonlySet<Node>,
  labels: readonly string[],
  ends: (node: Node, side: Side) => boolean,
): Map<Node, BitSet> {
  const numbers = new Map(labels.map((label, index) => [label, index]))
  const isOn = ({ to, only }: Edge) => (only === undefined || only === side) && !ends(to, side)
  const next = (node: Node) => node.edges.filter(isOn).map(({ to }) => to)
  const reached = new Map<Node, BitSet>()
  const cycles = connectedComponents(nodes, next)
  for (const cycle of cycles) {
    const operations = new BitSet(labels.length)
    for (const node of cycle) {
      reached.set(node, operations)
      if (node.label !== undefined) operations.add(numbers.get(node.label) as number)
    }
  }
  // From the operations down, so that each set is complete before it is passed on.
  for (const cycle of cycles.reverse())
    for (const node of cycle)
      for (const to of next(node)) {
        const [from, below] = [reached.get(node), reached.get(to)]
        if (from && below && from !== below) below.addAll(from)
      }
  return reached
}
