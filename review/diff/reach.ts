import { Bits } from './bits.ts'
import { componentsOf } from './components.ts'
import type { Node, Side } from './graph.ts'

/** Which operations a node reaches, and on which sides. */
export interface Reach {
  of(node: Node, side: Side): Bits
  /** What the numbers in Bits stand for. */
  labels: readonly string[]
}

/**
 * What can be reached from each operation, by its sides: below a part of an operation only the side of that part counts. Every node is
 * looked at once for a side, those of a circle together.
 */
export function reachOf(nodes: ReadonlySet<Node>): Reach {
  const labels = [...new Set([...nodes].flatMap(({ label }) => label ?? []))]
  const reached = { request: reachedBy(nodes, labels, 'request'), response: reachedBy(nodes, labels, 'response') }
  return { labels, of: (node, side) => reached[side].get(node) ?? new Bits(labels.length) }
}

function reachedBy(nodes: ReadonlySet<Node>, labels: readonly string[], side: Side): Map<Node, Bits> {
  const numbers = new Map(labels.map((label, index) => [label, index]))
  const next = (node: Node) => node.edges.filter(({ only }) => only === undefined || only === side).map(({ to }) => to)
  const reached = new Map<Node, Bits>()
  const circles = componentsOf(nodes, next)
  for (const circle of circles) {
    const bits = new Bits(labels.length)
    for (const node of circle) {
      reached.set(node, bits)
      if (node.label !== undefined) bits.add(numbers.get(node.label) as number)
    }
  }
  // From the operations down, so that each is whole before it is handed on.
  for (const circle of circles.reverse())
    for (const node of circle)
      for (const to of next(node)) {
        const [from, below] = [reached.get(node), reached.get(to)]
        if (from && below && from !== below) below.addAll(from)
      }
  return reached
}
