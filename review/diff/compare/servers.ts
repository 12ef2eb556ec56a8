import { isObject, type Json, type JsonObject, type Located } from '../../../openapi/document.ts'
import { into } from '../../../openapi/pointer.ts'
import type { Comparison, Pair } from '../comparison.ts'
import { listAt } from '../comparison.ts'
import type { Node } from '../graph.ts'
import type { Contract } from '../read.ts'
import { canonical, listed, short } from '../text.ts'
import { compareFields, TEXTS } from './fields.ts'

/** The servers of an owner: of an operation, else of its path item, else of the document. */
export function compareServers(comparison: Comparison, owners: Pair, owner: string): Node {
  const key = `servers ${owners.base.pointer} | ${owners.head.pointer} | ${owner}`
  return comparison.graph.node(key, node => {
    const [base, head] = [serversOf(comparison.base, owners.base), serversOf(comparison.head, owners.head)]
    const matches = base.flatMap(from => {
      const to = head.find(each => each.url === from.url) ?? head.find(each => each.expanded === from.expanded)
      return to ? [{ base: from, head: to }] : []
    })
    for (const match of matches) compareServer(node, match, owner)
    const gone = base.filter(each => !matches.some(match => match.base === each))
    const fresh = head.filter(each => !matches.some(match => match.head === each))
    noteUnmatched(
      node,
      gone,
      fresh,
      matches.some(match => !isOwn(match.base.expanded)),
      owner,
    )
    for (const { value } of [...gone, ...fresh]) node.whole.push(value)
  })
}

interface Server extends Located {
  /** Without a slash at its end. */
  url: string
  /** With the defaults of its variables. */
  expanded: string
}

function serversOf(contract: Contract, owner: Located): Server[] {
  return listAt(contract, owner, 'servers').map((value, index) => {
    const pointer = into(owner.pointer, 'servers', index)
    if (!isObject(value)) return contract.refuse(pointer, 'must be an object')
    const url = String(value.url).replace(/\/$/, '')
    const expanded = url.replace(/\{([^}]*)\}/g, (whole, name) => String(variablesOf(value)[name]?.default ?? whole))
    return { value, pointer, url, expanded }
  })
}

const variablesOf = (server: JsonObject): Record<string, JsonObject> => Object(server.variables)

/** An address that only this machine has. */
const isOwn = (url: string): boolean => /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?(\/|$)/i.test(url)

function noteUnmatched(node: Node, gone: Server[], fresh: Server[], isServed: boolean, owner: string): void {
  for (const own of [...gone, ...fresh].filter(({ expanded }) => isOwn(expanded))) {
    const at = gone.includes(own) ? { base: own.pointer } : { head: own.pointer }
    node.facts.push({ rule: 'server-of-ones-own-changed', ...at, owner, what: own.url })
  }
  const [removed, added] = [gone, fresh].map(list => list.filter(({ expanded }) => !isOwn(expanded))) as [
    Server[],
    Server[],
  ]
  const urls = (list: Server[]) => listed(list.map(({ url }) => url))
  if (removed.length > 0 && !isServed) {
    const at = { base: removed[0]?.pointer, head: added[0]?.pointer, owner }
    node.facts.push({ rule: 'servers-replaced', ...at, from: urls(removed), to: urls(added) || 'none that is said' })
    return
  }
  for (const each of removed) node.facts.push({ rule: 'server-removed', base: each.pointer, owner, from: each.url })
  for (const each of added) node.facts.push({ rule: 'server-added', head: each.pointer, owner, to: each.url })
}

function compareServer(node: Node, { base, head }: Pair<Server>, owner: string): void {
  compareFields(node, { base, head }, { ...TEXTS, url: 'by value', variables: 'by value' })
  const [from, to] = [variablesOf(base.value), variablesOf(head.value)]
  // Written another way, the same address.
  const names = base.url === head.url ? new Set([...Object.keys(from), ...Object.keys(to)]) : []
  for (const name of names) {
    const [before, after] = [wireOf(from[name]), wireOf(to[name])]
    const at = { base: into(base.pointer, 'variables', name), head: into(head.pointer, 'variables', name), owner }
    if (canonical(before) === canonical(after)) {
      if (from[name]?.description !== to[name]?.description) node.facts.push({ rule: 'description-changed', ...at })
      continue
    }
    const isExtended =
      from[name]?.default === to[name]?.default && valuesOf(from[name]).every(each => valuesOf(to[name]).includes(each))
    const rule = isExtended ? 'server-variable-extended' : 'server-variable-changed'
    node.facts.push({ rule, ...at, what: name, from: short(before), to: short(after) })
  }
}

const wireOf = (variable: JsonObject | undefined): Json | undefined => {
  if (variable === undefined) return undefined
  const { description: _, ...wire } = variable
  return wire
}

const valuesOf = (variable: JsonObject | undefined): Json[] => (Array.isArray(variable?.enum) ? variable.enum : [])
