import type { Json } from '../../openapi/document.ts'
import type { Sides } from './rules/rule.ts'
import type { RuleId } from './rules/rules.ts'

export type Side = keyof Sides<unknown>

/** A difference where it stands; whom it reaches is known only at the end. */
export interface Fact {
  rule: RuleId
  /** Pointers; missing in the version that does not have it. */
  base?: string
  head?: string
  /** Pointer of the object it is said of; without it what holds the pointers above. */
  owner?: string
  what?: string
  from?: string
  to?: string
  /** The only side it matters on. */
  only?: Side
}

export interface Edge {
  to: Node
  /** What is below is on this side, and nowhere else: a body of an operation, a property that is only read. */
  only?: Side
}

/** Two things of the same kind, one of each version, that are compared with each other. */
export interface Node {
  facts: Fact[]
  edges: Edge[]
  /** Of an operation: its operationId, or method and path. */
  label?: string
  /** Objects of either version whose every key was compared, and values that were compared as a whole. */
  read: object[]
  whole: Json[]
}

type Fill = (node: Node) => void

/** All pairs that were looked at, each once however many ways lead to it, so that recursion ends. */
export class Graph {
  readonly #nodes = new Map<string, Node>()
  readonly #waiting = new Map<Node, Fill>()
  readonly #filling = new Set<Node>()
  readonly #equal = new Map<Node, boolean>()

  /** The node of this key. It is filled when somebody asks for what it holds. */
  node(key: string, fill: Fill): Node {
    const known = this.#nodes.get(key)
    if (known) return known
    const node: Node = { facts: [], edges: [], read: [], whole: [] }
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

  /** Everything that can be reached from here. */
  reach(root: Node): Set<Node> {
    const reached = new Set([root])
    for (const node of reached) for (const { to } of this.fill(node).edges) reached.add(to)
    return reached
  }

  /** Whether nothing but documentation differs, here and below. */
  isEqual(start: Node, isDocs: (rule: RuleId) => boolean): boolean {
    const known = this.#equal.get(start)
    if (known !== undefined) return known
    const reached = new Set([start])
    for (const node of reached) {
      // What is being filled waits for this answer: it is equal if all else is.
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
