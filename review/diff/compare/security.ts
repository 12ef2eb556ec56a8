import type { Located } from '../../../openapi/document.ts'
import { type Comparison, entriesAt, listAt, type Pair, placesOf, type Version } from '../comparison.ts'
import type { Fact, Node } from '../graph.ts'
import type { RuleId } from '../rules/rules.ts'
import { listed } from '../text.ts'
import { compareScheme, definitionOf } from './security-schemes.ts'

/** One Security Requirement Object: all the schemes that it needs together, with the scopes of each, by the name of the scheme in base. */
interface Requirement {
  pointer: string
  schemes: Map<string, Set<string>>
}

/** A client of the base version must still find a requirement that its credentials satisfy. */
export function compareSecurity(comparison: Comparison, owners: Pair, owner: string): Node {
  const key = `security ${owners.base.pointer} | ${owners.head.pointer} | ${owner}`
  return comparison.graph.node(key, node => {
    const renamed = renamedSchemes(comparison)
    const base = requirementsOf(owners.base, new Map())
    const head = requirementsOf(owners.head, renamed)
    node.comparedValues.push(...[owners.base, owners.head].flatMap(({ value }) => value.security ?? []))
    compareRequirements(node, base, head, { ...placesOf(owners, 'security'), owner })
    for (const name of new Set([...base, ...head].flatMap(({ schemes }) => [...schemes.keys()]))) {
      const scheme = schemePair(comparison, name, renamed)
      if (scheme) node.edges.push({ to: compareScheme(comparison, scheme) })
    }
  })
}

type At = Pick<Fact, 'base' | 'head' | 'owner'>

const isAnonymous = ({ schemes }: Requirement) => schemes.size === 0

function compareRequirements(node: Node, base: Requirement[], head: Requirement[], at: At): void {
  const note = (rule: RuleId, more: Partial<Fact>) => node.facts.push({ rule, ...at, ...more })
  const isOpen = (requirements: Requirement[]) => requirements.every(isAnonymous)
  if (isOpen(base) && isOpen(head)) return
  if (isOpen(base) && !head.some(isAnonymous)) return void note('security-added', { to: textOfAll(head) })
  if (isOpen(head) && !base.some(isAnonymous)) return void note('security-removed', { from: textOfAll(base) })
  const removed = base.filter(each => !head.some(other => isSatisfiedBy(other, each)))
  const added = head.filter(each => !base.some(other => isSatisfiedBy(other, each)))
  const matched = new Set<Requirement>()
  for (const each of removed) {
    const tighter =
      added.find(other => !matched.has(other) && isSatisfiedBy(each, other)) ??
      head.find(other => isSatisfiedBy(each, other))
    if (tighter) matched.add(tighter)
    const places = { base: each.pointer, head: tighter?.pointer ?? at.head }
    if (tighter) note('security-tightened', { ...places, from: textOf(each), to: textOf(tighter) })
    else note('security-alternative-removed', { ...places, from: textOf(each) })
  }
  for (const each of added.filter(other => !matched.has(other))) {
    const looser = base.find(other => isSatisfiedBy(each, other))
    const places = { base: looser?.pointer ?? at.base, head: each.pointer }
    if (isAnonymous(each)) note('security-anonymous-allowed', places)
    else if (looser) note('security-loosened', { ...places, from: textOf(looser), to: textOf(each) })
    else note('security-alternative-added', { ...places, to: textOf(each) })
  }
}

/** Whether credentials for the second requirement are enough for the first. */
const isSatisfiedBy = (one: Requirement, other: Requirement): boolean =>
  [...one.schemes].every(([name, scopes]) => {
    const given = other.schemes.get(name)
    return given !== undefined && [...scopes].every(scope => given.has(scope))
  })

const textOfAll = (requirements: Requirement[]) => listed(requirements.map(textOf))

function textOf({ schemes }: Requirement): string {
  const texts = [...schemes].map(([name, scopes]) => (scopes.size > 0 ? `${name} (${[...scopes].join(', ')})` : name))
  return texts.length === 0 ? 'nothing' : listed(texts, 'with')
}

/** Without a list, or with an empty one, no authentication is required. @param names names of schemes in base by those in head */
function requirementsOf(owner: Located, names: ReadonlyMap<string, string>): Requirement[] {
  const list = listAt(owner, 'security').map(({ value, pointer }) => ({
    pointer,
    schemes: new Map(
      Object.entries(value as Record<string, string[]>).map(([name, scopes]) => [
        names.get(name) ?? name,
        new Set(scopes),
      ]),
    ),
  }))
  return list.length > 0 ? list : [{ pointer: `${owner.pointer}/security`, schemes: new Map() }]
}

const schemesOf = (comparison: Comparison, version: Version) =>
  entriesAt({ value: Object(comparison[version].root.components), pointer: '#/components' }, 'securitySchemes')

/** Schemes of head that have another name in base and the same definition: name in head → name in base. */
function renamedSchemes(comparison: Comparison): Map<string, string> {
  const [base, head] = [schemesOf(comparison, 'base'), schemesOf(comparison, 'head')]
  const removed = [...base].filter(([name]) => !head.has(name))
  const added = [...head].filter(([name]) => !base.has(name))
  return new Map(
    added.flatMap(([name, scheme]) => {
      const definition = definitionOf(comparison.head, scheme)
      const [old] = removed.find(([, each]) => definitionOf(comparison.base, each) === definition) ?? []
      return old === undefined ? [] : [[name, old] as const]
    }),
  )
}

function schemePair(comparison: Comparison, name: string, renamed: ReadonlyMap<string, string>): Pair | undefined {
  const [nameInHead] = [...renamed].find(([, old]) => old === name) ?? [name]
  const [base, head] = [schemesOf(comparison, 'base').get(name), schemesOf(comparison, 'head').get(nameInHead)]
  return base && head && { base, head }
}
