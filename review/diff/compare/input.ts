import { isObject, type Json, type JsonObject } from '../../../openapi/document.ts'
import type { Comparison } from '../comparison.ts'
import { placesOf } from '../comparison.ts'
import type { Node } from '../graph.ts'
import type { RuleId } from '../rules/rules.ts'
import { canonical, short } from '../text.ts'

type Judge = (from: Json | undefined, to: Json | undefined) => RuleId

/** Refuses what was taken when it is switched on. */
const strict: Judge = (_, to) => (to === true ? 'input-tightened' : 'input-relaxed')
/** Takes what was refused when it is switched on. */
const lenient: Judge = (_, to) => (to === true ? 'input-relaxed' : 'input-tightened')
/** The same request is understood in another way. */
const other: Judge = () => 'input-changed'

/** The house's rules of input, which OpenAPI cannot say; what they mean stands beside them in openapi.yaml. */
const RULES: Record<string, Judge> = {
  trim: other,
  emptyIsAbsent: other,
  nullIsAbsent: lenient,
  closedQuery: strict,
  singleKeys: strict,
  canonicalIntegers: strict,
  invalidPathId: other,
  wellFormedText: strict,
  maxBodyBytes: (from, to) => (Number(to ?? Infinity) < Number(from ?? Infinity) ? 'input-tightened' : 'input-relaxed'),
}

/** x-input of the document. */
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

const rulesOf = (root: JsonObject): JsonObject => (isObject(root['x-input']) ? root['x-input'] : {})
