import type { Json, JsonObject } from '../../../openapi/document.ts'
import { type Comparison, placesOf } from '../comparison.ts'
import type { Node } from '../graph.ts'
import type { RuleId } from '../rules/rules.ts'
import { canonical, short } from '../text.ts'

type RuleFor = (from: Json | undefined, to: Json | undefined) => RuleId

/** Switching it on rejects requests that were accepted. */
const stricter: RuleFor = (_, to) => (to === true ? 'input-tightened' : 'input-relaxed')
/** Switching it on accepts requests that were rejected. */
const moreLenient: RuleFor = (_, to) => (to === true ? 'input-relaxed' : 'input-tightened')
/** Changing it changes what the same request means. */
const different: RuleFor = () => 'input-changed'

/** The rules of x-input. Their meaning is described in openapi.yaml. */
const RULES: Record<string, RuleFor> = {
  trim: different,
  emptyIsAbsent: different,
  nullIsAbsent: moreLenient,
  closedQuery: stricter,
  singleKeys: stricter,
  canonicalIntegers: stricter,
  invalidPathId: different,
  wellFormedText: stricter,
  emptyArrayIsObject: moreLenient,
  skipByteOrderMark: moreLenient,
  maxBodyBytes: (from, to) => (Number(to ?? Infinity) < Number(from ?? Infinity) ? 'input-tightened' : 'input-relaxed'),
}

export function compareInput(comparison: Comparison): Node {
  return comparison.graph.node('x-input', node => {
    const owners = {
      base: { value: rulesOf(comparison.base.root), pointer: '#/x-input' },
      head: { value: rulesOf(comparison.head.root), pointer: '#/x-input' },
    }
    for (const key of new Set([...Object.keys(owners.base.value), ...Object.keys(owners.head.value)])) {
      const [from, to] = [owners.base.value[key], owners.head.value[key]]
      if (canonical(from ?? false) === canonical(to ?? false)) continue
      const rule = RULES[key]?.(from, to) ?? 'unclassified'
      node.facts.push({ rule, ...placesOf(owners, key), what: key, from: short(from), to: short(to) })
    }
  })
}

const rulesOf = (root: JsonObject): JsonObject => (root['x-input'] ?? {}) as JsonObject
