import { connectedComponents } from '../../openapi/connected-components.ts'
import type { Comparison } from './comparison.ts'
import type { Fact, Node, Side } from './graph.ts'
import { concernsValues, type RuleId } from './rules/rules.ts'
import { Inclusion } from './values/inclusion.ts'

const SIDES: readonly Side[] = ['request', 'response']

/**
 * Corrects the comparison of schemas by keyword, which does not see how keywords work together: alternatives, allOf, or keywords that
 * exclude each other. Each pair of schemas is compared again by the values that it allows. If no value shows a break, its changes do not
 * count as breaking. If a value shows a break that no keyword explains, a change is added.
 */
export function verifySchemas(comparison: Comparison, nodes: ReadonlySet<Node>): void {
  const isChanged = ({ schemas }: Node) => schemas && !comparison.identity.isAlike(schemas.base, schemas.head)
  const changed = new Set([...nodes].filter(isChanged))
  const inclusions = { request: inclusionsOf(comparison, false), response: inclusionsOf(comparison, true) }
  const verifiers = SIDES.map(side => new Verifier(side, inclusions))
  const next = (node: Node) => node.edges.map(({ to }) => to).filter(to => changed.has(to))
  // Inner schemas come first, so that a change is added to the schema that causes it and not to those around it.
  for (const cycle of connectedComponents(changed, next)) for (const verifier of verifiers) verifier.verify(cycle)
}

type Schemas = NonNullable<Node['schemas']>

/** Compares the values that base allows with those that head accepts (request), and the other way round (response). */
type Inclusions = Readonly<Record<Side, Inclusion>>

const inclusionsOf = (comparison: Comparison, opensEnums: boolean): Inclusions => ({
  request: new Inclusion(comparison, 'request', opensEnums),
  response: new Inclusion(comparison, 'response', opensEnums),
})

/** Verifies all schemas for one side: as parts of requests, or as parts of responses. */
class Verifier {
  readonly #side: Side
  readonly #inclusions: Readonly<Record<Side, Inclusions>>
  /** Schemas that break clients, by their own changes or by those of a schema inside them. */
  readonly #breaking = new Set<Node>()
  /** Schemas that keep their breaking changes although neither version allows any value, and all schemas that contain them. */
  readonly #unsatisfiable = new Set<Node>()

  /** @param inclusions by the side on which values are compared, because extensible enums allow more values in responses */
  constructor(side: Side, inclusions: Readonly<Record<Side, Inclusions>>) {
    this.#side = side
    this.#inclusions = inclusions
  }

  /** @param cycle schemas that contain each other. All other schemas inside them have been verified before. */
  verify(cycle: readonly Node[]): void {
    this.#markBreaking(cycle)
    for (const node of cycle) {
      const { schemas } = node
      if (!schemas) continue
      const isBreaking = this.#breaking.has(node)
      const result = this.#result(schemas)
      if (result && isBreaking) this.#setHarmless(node, schemas)
      else if (!result && !isBreaking) {
        this.#addFact(node, schemas, result === undefined)
        this.#markBreaking(cycle)
      }
    }
  }

  /** A schema is breaking if one of its changes is, or if it contains a schema that is breaking. */
  #markBreaking(cycle: readonly Node[]): void {
    const isBreaking = (node: Node) =>
      node.facts.some(fact => this.#breaks(fact) || this.#removesProperty(fact)) || this.#contains(node, this.#breaking)
    for (let before = -1; before !== this.#breaking.size; ) {
      before = this.#breaking.size
      for (const node of cycle) if (!node.harmless?.has(this.#side) && isBreaking(node)) this.#breaking.add(node)
    }
  }

  #breaks = ({ rule, only = this.#side }: Fact): boolean =>
    only === this.#side && concernsValues(rule, this.#side) === 'breaking'

  /** Clients may read a property that the schema of a response no longer lists, even if responses still may contain it. */
  #removesProperty = ({ rule }: Fact): boolean => this.#side === 'response' && rule === 'property-removed'

  #contains = (node: Node, nodes: ReadonlySet<Node>): boolean =>
    node.edges.some(({ to, only = this.#side }) => only === this.#side && nodes.has(to))

  /**
   * Whether every request that base allows is valid in head, or every response that head allows is valid in base. Undefined if the schemas
   * are too complex to tell.
   */
  #result({ base, head }: Schemas, side = this.#side): boolean | undefined {
    const { request, response } = this.#inclusions[side]
    return side === 'request' ? request.result(base, head) : response.result(head, base)
  }

  /** Records that the changes of a schema do not break clients, and replaces them if one change says what they mean together. */
  #setHarmless(node: Node, schemas: Schemas): void {
    if (this.#isUnsatisfiable(node, schemas)) {
      this.#unsatisfiable.add(node)
      return
    }
    this.#breaking.delete(node)
    node.harmless = new Set([...(node.harmless ?? []), this.#side])
    node.same = this.#sameSides(schemas)
    if (!node.facts.some(this.#breaks)) return
    const rule = this.#summaryOf(node.same, schemas)
    if (!rule) return
    node.facts = node.facts.filter(({ rule }) => !SIDES.some(side => concernsValues(rule, side)))
    node.facts.push({ rule, ...placesOf(schemas) })
  }

  /** Undefined if the changes mean something different on each side, because of an extensible enum, and break neither. */
  #summaryOf(same: ReadonlySet<Side>, schemas: Schemas): RuleId | undefined {
    if (same.size === SIDES.length) return 'written-differently'
    if (SIDES.every(side => this.#result(schemas, side))) return undefined
    return this.#side === 'request' ? 'values-allowed' : 'values-refused'
  }

  /** The sides on which both versions allow the same values. */
  #sameSides({ base, head }: Schemas): Set<Side> {
    const isSame = (side: Side) => {
      const { request, response } = this.#inclusions[side]
      return request.holds(base, head) && response.holds(head, base)
    }
    return new Set(SIDES.filter(isSame))
  }

  /**
   * Whether neither version allows any value, because all its alternatives overlap, and the versions have no alternative in common. The
   * author did not intend that, so the changes of the keywords stay as they are.
   */
  #isUnsatisfiable(node: Node, { base, head }: Schemas): boolean {
    if (this.#contains(node, this.#unsatisfiable)) return true
    const { request, response } = this.#inclusions[this.#side]
    const isReplaced = node.edges.length === 0 && node.facts.some(({ rule }) => rule.startsWith('alternative'))
    return isReplaced && request.excludesItself(base) && response.excludesItself(head)
  }

  /** Adds a breaking change that the comparison by keyword did not find. */
  #addFact(node: Node, schemas: Schemas, isTooComplex: boolean): void {
    if (isTooComplex) {
      node.facts.push({ rule: 'values-not-compared', ...placesOf(schemas), only: this.#side })
      return
    }
    const { base, head } = schemas
    const { request, response } = this.#inclusions[this.#side]
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
