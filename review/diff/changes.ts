import type { OpenApiDocument } from '../../openapi/document.ts'
import { BitSet } from './bit-set.ts'
import type { At, Change, Direction } from './change.ts'
import type { Comparison } from './comparison.ts'
import type { Fact, Node, Side } from './graph.ts'
import { nameOf } from './name.ts'
import { reachOf } from './reach.ts'
import { DOCS, isSided, type Outcome, type Rule, WORKS } from './rules/rule.ts'
import { concernsValues, ruleOf } from './rules/rules.ts'

/** A fact that several nodes report, and all the operations it affects. */
interface Found {
  fact: Fact
  operations: BitSet
  sides: Set<Side>
  /** Where it breaks something, and where it makes a difference, if it is about values. */
  harmed: Set<Side>
  concerned: Set<Side>
}

const SIDES: readonly Side[] = ['request', 'response']

/** The changes of all nodes, each once, most severe first, then in document order. */
export function changesOf(comparison: Comparison, nodes: ReadonlySet<Node>): Change[] {
  const reach = reachOf(nodes)
  const found = new Map<string, Found>()
  for (const node of nodes) {
    for (const fact of node.facts) {
      const key = [fact.rule, fact.base, fact.head, fact.what].join(' ')
      const known = found.get(key) ?? newFound(fact, reach.labels.length)
      found.set(key, known)
      for (const side of fact.only ? [fact.only] : SIDES) {
        const operations = reach.of(node, side)
        known.operations.addAll(operations)
        // A change of the operation itself is on neither side.
        const isOfItself = node.label !== undefined && fact.only === undefined
        if (isOfItself || operations.isEmpty()) continue
        known.sides.add(side)
        const isAboutValues = concernsValues(fact.rule, side) !== undefined
        if (!isAboutValues || !reach.harmed(node, side).isEmpty()) known.harmed.add(side)
        if (!isAboutValues || !reach.concerned(node, side).isEmpty()) known.concerned.add(side)
      }
    }
  }
  return [...found.values()].map(each => changeOf(comparison, each, reach.labels)).sort(inOrder)
}

const newFound = (fact: Fact, size: number): Found => ({
  fact,
  operations: new BitSet(size),
  sides: new Set(),
  harmed: new Set(),
  concerned: new Set(),
})

const RANKS = [
  'breaking error',
  'breaking warning',
  'compatible warning',
  'compatible info',
  'docs warning',
  'docs info',
]

const rank = ({ verdict, severity }: Outcome) => RANKS.indexOf(`${verdict} ${severity}`)

const inOrder = (one: Change, other: Change): number => rank(one) - rank(other) || lineOf(one) - lineOf(other)

const lineOf = ({ base, head }: Change) => (head ?? base)?.line ?? 0

const UNUSED = { verdict: 'docs', severity: 'info' } as const

function changeOf(comparison: Comparison, found: Found, labels: readonly string[]): Change {
  const { fact, sides } = found
  const operations = [...found.operations].map(number => labels[number] as string)
  const rule = ruleOf(fact.rule)
  const [outcome, hint] = worstOf(rule, found)
  const isUnused = isSided(rule.outcome) && operations.length === 0
  return {
    rule: fact.rule,
    ...(isUnused ? UNUSED : outcome),
    direction: isSided(rule.outcome) ? directionOf(sides) : 'none',
    operations,
    ...placesOf(comparison, fact),
    message: messageOf(comparison, rule, fact),
    hint: isUnused ? `No ${fact.only ?? 'operation'} uses it.` : hint,
  }
}

/** The outcome on the side that decides if both are affected, and the hint for it. */
function worstOf({ outcome, hint }: Rule, { sides, harmed, concerned }: Found): [Outcome, string] {
  const on = (side: Side): [Outcome, string] => {
    const full = isSided(outcome) ? outcome[side] : outcome
    const text = isSided(hint) ? hint[side] : hint
    if (sides.has(side) && !concerned.has(side)) return [DOCS, SAME_VALUES]
    return sides.has(side) && !harmed.has(side) && full.verdict === 'breaking' ? [WORKS, STILL_VALID] : [full, text]
  }
  const worst = (sides.size === 0 ? SIDES.slice(0, 1) : SIDES.filter(side => sides.has(side))).map(on)
  return worst.sort(([one], [other]) => rank(one) - rank(other))[0] as [Outcome, string]
}

const SAME_VALUES = 'The same values are valid, because of the schemas around it.'
const STILL_VALID = 'Existing clients are not affected, because of the schemas around it.'

function directionOf(sides: ReadonlySet<Side>): Direction {
  const [only] = sides
  return sides.size === 2 ? 'both' : (only ?? 'none')
}

function placesOf({ base, head }: Comparison, fact: Fact): Pick<Change, 'base' | 'head'> {
  return {
    ...(fact.base === undefined ? {} : { base: at(base, fact.base) }),
    ...(fact.head === undefined ? {} : { head: at(head, fact.head) }),
  }
}

const at = (contract: OpenApiDocument, pointer: string): At => ({ ...contract.place(pointer), pointer })

function messageOf(comparison: Comparison, { message }: Rule, fact: Fact): string {
  const values: Record<string, string | undefined> = { ...fact, owner: ownerOf(comparison, fact) }
  const text = withoutMissing(message, fact).replace(
    /\{(owner|what|from|to)\}/g,
    (_, name: string) => values[name] ?? '',
  )
  return startsWithWord(message, text) ? text.charAt(0).toUpperCase() + text.slice(1) : text
}

/** A value that only one version has was added or removed, not changed. */
function withoutMissing(message: string, { from, to }: Fact): string {
  if (from === undefined)
    return message.replace('changed from {from} to {to}', 'was added ({to})').replace(' instead of {from}', '')
  return to === undefined ? message.replace('changed from {from} to {to}', 'was removed (before: {from})') : message
}

/** A name at the start keeps its case: `info.version`, `User.email`. */
const startsWithWord = (message: string, text: string): boolean =>
  /^[a-z]+ /i.test(message) ||
  (message.startsWith('{owner}') &&
    /^(the|parameter|header|response|request|security|example|path|webhook) /.test(text))

function ownerOf({ base, head }: Comparison, { owner, ...fact }: Fact): string {
  const pointer = owner ?? (fact.head ?? fact.base ?? '#').replace(/\/[^/]*$/, '')
  return nameOf(head.at(pointer) === undefined ? base : head, pointer)
}
