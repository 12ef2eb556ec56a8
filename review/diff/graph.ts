import type { Json } from '../../openapi/document.ts'
import type { Sides } from './rules/rule.ts'
import type { RuleId } from './rules/rules.ts'
import type { SchemaSource } from './schema/members.ts'

export type Side = keyof Sides<unknown>

/** A difference in its place. Which operations it affects is known only at the end. */
export interface Fact {
  rule: RuleId
  /** Pointers; missing for the version that does not have it. */
  base?: string
  head?: string
  /** Pointer of the object that the message names; by default the object that holds the pointers above. */
  owner?: string
  what?: string
  from?: string
  to?: string
  /** The only side on which it matters. */
  only?: Side
}

export interface Edge {
  to: Node
  /** The only side that everything below is on: a request body, a readOnly property. */
  only?: Side
}

/** Two things of the same kind, one of each version, that are compared with each other. */
export interface Node {
  facts: Fact[]
  edges: Edge[]
  /** Of an operation: its operationId, or method and path. */
  label?: string
  /** Objects of either version whose every key was compared. */
  comparedObjects: object[]
  /** Values of either version that were compared as a whole. */
  comparedValues: Json[]
  /** Of a schema: what both versions have here. */
  schemas?: { base: readonly SchemaSource[]; head: readonly SchemaSource[] }
  /** Sides on which no difference of values, here or below, breaks anything. */
  harmless?: Set<Side>
  /** Sides on which both versions allow the same values, even if they are written differently. */
  same?: Set<Side>
}

type Fill = (node: Node) => void

/** All pairs that are compared, each once however many references lead to it, so that recursion ends. */
export class Graph {
  readonly #nodes = new Map<string, Node>()
  readonly #waiting = new Map<Node, Fill>()
  readonly #filling = new Set<Node>()
  readonly #equal = new Map<Node, boolean>()

  /** The node with this key. It is filled when its contents are first needed. */
  node(key: string, fill: Fill): Node {
    const known = this.#nodes.get(key)
    if (known) return known
    const node: Node = { facts: [], edges: [], comparedObjects: [], comparedValues: [] }
    this.#nodes.set(key, node)
    this.#waiting.set(node, fill)
    return node
  }

  fill(node: Node): Node {
    const fill = this.#waiting.get(node)
    if (!fill) return node
    this.#waiting.delete(node)
    this.#filling.add(node)
    fill(node)
    this.#filling.delete(node)
    return node
  }

  /** All nodes that can be reached from here. */
  reach(root: Node): Set<Node> {
    const reached = new Set([root])
    for (const node of reached) for (const { to } of this.fill(node).edges) reached.add(to)
    return reached
  }

  /** Whether only documentation differs, here and below. */
  isEqual(start: Node, isDocs: (rule: RuleId) => boolean): boolean {
    const known = this.#equal.get(start)
    if (known !== undefined) return known
    const reached = new Set([start])
    for (const node of reached) {
      // A node that is being filled waits for this result: it is equal if everything else is.
      if (this.#filling.has(node)) continue
      if (this.fill(node).facts.some(({ rule }) => !isDocs(rule))) {
        this.#equal.set(start, false)
        return false
      }
      for (const { to } of node.edges) reached.add(to)
    }
    if (this.#filling.size === 0) this.#equal.set(start, true)
    return true
  }
}
