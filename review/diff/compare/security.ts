import { isObject, type JsonObject, type Located } from '../../../openapi/document.ts'
import { into } from '../../../openapi/pointer.ts'
import { type Comparison, entriesAt, listAt, type Pair, placesOf } from '../comparison.ts'
import type { Fact, Node } from '../graph.ts'
import type { RuleId } from '../rules/rules.ts'
import { listed } from '../text.ts'
import { compareScheme, definitionOf } from './security-schemes.ts'

/** One way in: what all must be shown, with the scopes each needs. By the name of the scheme in base. */
interface Way {
  pointer: string
  schemes: Map<string, Set<string>>
}

/** Who is let in: a client of before must still find a way that asks nothing more than its own. */
export function compareSecurity(comparison: Comparison, owners: Pair, owner: string): Node {
  const key = `security ${owners.base.pointer} | ${owners.head.pointer} | ${owner}`
  return comparison.graph.node(key, node => {
    const renamed = renamedSchemes(comparison)
    const base = waysOf(comparison, 'base', owners.base, new Map())
    const head = waysOf(comparison, 'head', owners.head, renamed)
    node.whole.push(...[owners.base, owners.head].flatMap(({ value }) => value.security ?? []))
    compareWays(node, base, head, { ...placesOf(owners, 'security'), owner })
    for (const name of new Set([...base, ...head].flatMap(({ schemes }) => [...schemes.keys()]))) {
      const scheme = schemePair(comparison, name, renamed)
      if (scheme) node.edges.push({ to: compareScheme(comparison, scheme) })
    }
  })
}

type At = Pick<Fact, 'base' | 'head' | 'owner'>

function compareWays(node: Node, base: Way[], head: Way[], at: At): void {
  const note = (rule: RuleId, more: Partial<Fact>) => node.facts.push({ rule, ...at, ...more })
  const isOpen = (ways: Way[]) => ways.every(({ schemes }) => schemes.size === 0)
  if (isOpen(base) && isOpen(head)) return
  if (isOpen(base) && !head.some(({ schemes }) => schemes.size === 0))
    return void note('security-added', { to: waysText(head) })
  if (isOpen(head) && !base.some(({ schemes }) => schemes.size === 0))
    return void note('security-removed', { from: waysText(base) })
  const shut = base.filter(way => !head.some(now => asksNoMore(now, way)))
  const opened = head.filter(way => !base.some(before => asksNoMore(before, way)))
  const used = new Set<Way>()
  for (const way of shut) {
    const tighter = opened.find(now => !used.has(now) && asksNoMore(way, now)) ?? head.find(now => asksNoMore(way, now))
    if (tighter) used.add(tighter)
    const places = { base: way.pointer, head: tighter?.pointer ?? at.head }
    if (tighter) note('security-tightened', { ...places, from: wayText(way), to: wayText(tighter) })
    else note('security-alternative-removed', { ...places, from: wayText(way) })
  }
  for (const way of opened.filter(each => !used.has(each))) {
    const before = base.find(each => asksNoMore(way, each))
    const places = { base: before?.pointer ?? at.base, head: way.pointer }
    if (way.schemes.size === 0) note('security-anonymous-allowed', { ...places })
    else if (before) note('security-loosened', { ...places, from: wayText(before), to: wayText(way) })
    else note('security-alternative-added', { ...places, to: wayText(way) })
  }
}

/** Whether whoever can go the second way can go the first. */
const asksNoMore = (one: Way, other: Way): boolean =>
  [...one.schemes].every(([name, scopes]) => {
    const shown = other.schemes.get(name)
    return shown !== undefined && [...scopes].every(scope => shown.has(scope))
  })

const waysText = (ways: Way[]) => listed(ways.map(wayText))

function wayText({ schemes }: Way): string {
  const texts = [...schemes].map(([name, scopes]) => (scopes.size > 0 ? `${name} (${[...scopes].join(', ')})` : name))
  return texts.length === 0 ? 'nothing' : listed(texts, 'with')
}

/** Without a list, or with an empty one, nothing is asked. */
function waysOf(
  comparison: Comparison,
  which: 'base' | 'head',
  owner: Located,
  names: ReadonlyMap<string, string>,
): Way[] {
  const contract = comparison[which]
  const pointer = into(owner.pointer, 'security')
  const list = listAt(contract, owner, 'security').map((value, index) => {
    const at = into(pointer, index)
    if (!isObject(value)) return contract.refuse(at, 'must be an object')
    return { pointer: at, schemes: schemesOf(value, names) }
  })
  return list.length > 0 ? list : [{ pointer, schemes: new Map() }]
}

const schemesOf = (requirement: JsonObject, names: ReadonlyMap<string, string>) =>
  new Map(
    Object.entries(requirement).map(([name, scopes]) => [
      names.get(name) ?? name,
      new Set((Array.isArray(scopes) ? scopes : []).map(String)),
    ]),
  )

const components = (comparison: Comparison, which: 'base' | 'head') => {
  const contract = comparison[which]
  const owner = { value: Object(contract.root.components), pointer: '#/components' }
  return entriesAt(contract, owner, 'securitySchemes')
}

/** Schemes of head that have another name in base and the same definition: name in head → name in base. */
function renamedSchemes(comparison: Comparison): Map<string, string> {
  const [base, head] = [components(comparison, 'base'), components(comparison, 'head')]
  const gone = [...base].filter(([name]) => !head.has(name))
  const fresh = [...head].filter(([name]) => !base.has(name))
  return new Map(
    fresh.flatMap(([name, scheme]) => {
      const [old] =
        gone.find(([, each]) => definitionOf(comparison.base, each) === definitionOf(comparison.head, scheme)) ?? []
      return old === undefined ? [] : [[name, old] as const]
    }),
  )
}

function schemePair(comparison: Comparison, name: string, renamed: ReadonlyMap<string, string>): Pair | undefined {
  const [now] = [...renamed].find(([, old]) => old === name) ?? [name]
  const [base, head] = [components(comparison, 'base').get(name), components(comparison, 'head').get(now)]
  return base && head && { base, head }
}
