import { connectedComponents } from '../../openapi/connected-components.ts'
import type { Comparison } from './comparison.ts'
import type { Fact, Node, Side } from './graph.ts'
import { concernsValues } from './rules/rules.ts'
import { Inclusion } from './values/inclusion.ts'

const SIDES: readonly Side[] = ['request', 'response']

/**
 * Schemas are compared keyword by keyword, which says what changed but not always what it means: alternatives, allOf and keywords that exclude
 * each other work together. Here each pair of schemas is compared by the values that it allows. Where that shows no break, the changes do not
 * count as breaking; where it shows one that no keyword explains, a change is added.
 */
export function verifySchemas(comparison: Comparison, nodes: ReadonlySet<Node>): void {
  const isChanged = ({ schemas }: Node) => schemas && !comparison.identity.isAlike(schemas.base, schemas.head)
  const changed = new Set([...nodes].filter(isChanged))
  const request = new Inclusion(comparison, 'request')
  const response = new Inclusion(comparison, 'response')
  const verifiers = SIDES.map(side => new Verifier(side, { request, response }))
  const next = (node: Node) => node.edges.map(({ to }) => to).filter(to => changed.has(to))
  // Inner schemas first, so that a change is added at its own place.
  for (const cycle of connectedComponents(changed, next)) for (const verifier of verifiers) verifier.verify(cycle)
}

type Schemas = NonNullable<Node['schemas']>

/** Schemas as requests or as responses. */
class Verifier {
  readonly #side: Side
  readonly #inclusions: Readonly<Record<Side, Inclusion>>
  readonly #breaking = new Set<Node>()
  /** Those that break although both versions allow nothing, and all that contain them. */
  readonly #unsatisfiable = new Set<Node>()

  constructor(side: Side, inclusions: Readonly<Record<Side, Inclusion>>) {
    this.#side = side
    this.#inclusions = inclusions
  }

  /** @param cycle schemas that contain each other; what else they contain is already verified */
  verify(cycle: readonly Node[]): void {
    this.#spread(cycle)
    for (const node of cycle) {
      const { schemas } = node
      if (!schemas) continue
      const isBreaking = this.#breaking.has(node)
      const holds = this.#holds(schemas, this.#side)
      if (holds && isBreaking) this.#setHarmless(node, schemas)
      else if (!holds && !isBreaking) {
        this.#addFact(node, schemas)
        this.#spread(cycle)
      }
    }
  }

  /** What contains something that breaks, breaks too. */
  #spread(cycle: readonly Node[]): void {
    const isBroken = (node: Node) =>
      node.facts.some(fact => this.#breaks(fact) || this.#losesProperty(fact)) || this.#contains(node, this.#breaking)
    for (let before = -1; before !== this.#breaking.size; ) {
      before = this.#breaking.size
      for (const node of cycle) if (!node.harmless?.has(this.#side) && isBroken(node)) this.#breaking.add(node)
    }
  }

  #breaks = ({ rule, only = this.#side }: Fact): boolean =>
    only === this.#side && concernsValues(rule, this.#side) === 'breaking'

  /** A property that responses no longer have breaks their readers, although it may still be there. */
  #losesProperty = ({ rule }: Fact): boolean => this.#side === 'response' && rule === 'property-removed'

  #contains = (node: Node, nodes: ReadonlySet<Node>): boolean =>
    node.edges.some(({ to, only = this.#side }) => only === this.#side && nodes.has(to))

  #holds({ base, head }: Schemas, side: Side): boolean {
    const { request, response } = this.#inclusions
    return side === 'request' ? request.holds(base, head) : response.holds(head, base)
  }

  /** The changes do not break this side after all: they are summed up by what they mean together. */
  #setHarmless(node: Node, schemas: Schemas): void {
    if (this.#isUnsatisfiable(node, schemas)) {
      this.#unsatisfiable.add(node)
      return
    }
    this.#breaking.delete(node)
    node.harmless = new Set([...(node.harmless ?? []), this.#side])
    node.isSame = SIDES.every(side => this.#holds(schemas, side))
    if (!node.facts.some(this.#breaks)) return
    node.facts = node.facts.filter(({ rule }) => !SIDES.some(side => concernsValues(rule, side)))
    const rule = this.#side === 'request' ? 'values-allowed' : 'values-refused'
    node.facts.push({ rule: node.isSame ? 'written-differently' : rule, ...placesOf(schemas) })
  }

  /** Whether all alternatives overlap by mistake and the versions have none in common, so that only the keywords show what changed. */
  #isUnsatisfiable(node: Node, { base, head }: Schemas): boolean {
    if (this.#contains(node, this.#unsatisfiable)) return true
    const { request, response } = this.#inclusions
    const isReplaced = node.edges.length === 0 && node.facts.some(({ rule }) => rule.startsWith('alternative'))
    return isReplaced && request.excludesItself(base) && response.excludesItself(head)
  }

  #addFact(node: Node, schemas: Schemas): void {
    const { base, head } = schemas
    const { request, response } = this.#inclusions
    const isRequest = this.#side === 'request'
    const isOverlap = isRequest ? request.holdsForAnyOf(base, head) : response.holdsForAnyOf(head, base)
    const rules = isOverlap
      ? ({ request: 'alternatives-overlap', response: 'alternatives-overlap-allowed' } as const)
      : ({ request: 'values-refused', response: 'values-allowed' } as const)
    node.facts.push({ rule: rules[this.#side], ...placesOf(schemas), only: this.#side })
  }
}

function placesOf(schemas: Schemas): Pick<Fact, 'base' | 'head' | 'owner'> {
  const [base, head] = [schemas.base[0]?.pointer, schemas.head[0]?.pointer]
  return { base, head, owner: head ?? base }
}
