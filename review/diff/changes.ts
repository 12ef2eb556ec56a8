import type { OpenApiDocument } from '../../openapi/document.ts'
import { BitSet } from './bit-set.ts'
import type { At, Change, Direction } from './change.ts'
import type { Comparison } from './comparison.ts'
import type { Fact, Node, Side } from './graph.ts'
import { nameOf } from './name.ts'
import { reachOf } from './reach.ts'
import { isSided, type Outcome, type Rule } from './rules/rule.ts'
import { ruleOf } from './rules/rules.ts'

/** A fact that several nodes report, and all the operations it affects. */
interface Found {
  fact: Fact
  operations: BitSet
  sides: Set<Side>
}

const SIDES: readonly Side[] = ['request', 'response']

/** The changes of all nodes, each once, most severe first, then in document order. */
export function changesOf(comparison: Comparison, nodes: ReadonlySet<Node>): Change[] {
  const reach = reachOf(nodes)
  const found = new Map<string, Found>()
  for (const node of nodes) {
    for (const fact of node.facts) {
      const key = [fact.rule, fact.base, fact.head, fact.what].join(' ')
      const known = found.get(key) ?? { fact, operations: new BitSet(reach.labels.length), sides: new Set() }
      found.set(key, known)
      for (const side of fact.only ? [fact.only] : SIDES) {
        const operations = reach.of(node, side)
        known.operations.addAll(operations)
        // A change of the operation itself is on neither side.
        const isOfItself = node.label !== undefined && fact.only === undefined
        if (!isOfItself && !operations.isEmpty()) known.sides.add(side)
      }
    }
  }
  return [...found.values()]
    .map(({ fact, operations, sides }) => {
      const labels = [...operations].map(number => reach.labels[number] as string)
      return changeOf(comparison, fact, labels, sides)
    })
    .sort(inOrder)
}

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

function changeOf(comparison: Comparison, fact: Fact, operations: string[], sides: ReadonlySet<Side>): Change {
  const rule = ruleOf(fact.rule)
  const side = worstSide(rule, sides)
  const outcome = isSided(rule.outcome) ? rule.outcome[side] : rule.outcome
  const isUnused = isSided(rule.outcome) && operations.length === 0
  const hint = isSided(rule.hint) ? rule.hint[side] : rule.hint
  return {
    rule: fact.rule,
    ...(isUnused ? UNUSED : outcome),
    direction: isSided(rule.outcome) ? directionOf(sides) : 'none',
    operations,
    ...placesOf(comparison, fact),
    message: messageOf(comparison, rule, fact),
    hint: isUnused ? 'No operation uses it.' : hint,
  }
}

/** The side that decides the outcome if both are affected. */
function worstSide({ outcome }: Rule, sides: ReadonlySet<Side>): Side {
  const isRequest = sides.has('request') || sides.size === 0
  if (!isSided(outcome) || sides.size < 2) return isRequest ? 'request' : 'response'
  return rank(outcome.response) < rank(outcome.request) ? 'response' : 'request'
}

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
