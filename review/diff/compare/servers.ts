import type { Json, JsonObject, Located } from '../../../openapi/document.ts'
import { into } from '../../../openapi/pointer.ts'
import { type Comparison, listAt, type Pair } from '../comparison.ts'
import type { Node } from '../graph.ts'
import { serverName } from '../name.ts'
import { canonical, listed, short } from '../text.ts'
import { compareFields, TEXTS } from './fields.ts'

/** The servers of an operation, of its path item, or of the document. */
export function compareServers(comparison: Comparison, owners: Pair, owner: string): Node {
  const key = `servers ${owners.base.pointer} | ${owners.head.pointer} | ${owner}`
  return comparison.graph.node(key, node => {
    const [base, head] = [serversOf(owners.base), serversOf(owners.head)]
    const matches = base.flatMap(from => {
      const to = head.find(each => each.url === from.url) ?? head.find(each => each.expanded === from.expanded)
      return to ? [{ base: from, head: to }] : []
    })
    for (const match of matches) compareServer(node, match, owner)
    const removed = base.filter(each => !matches.some(match => match.base === each))
    const added = head.filter(each => !matches.some(match => match.head === each))
    noteUnmatched(
      node,
      removed.filter(each => !isDefault(each, head)),
      added.filter(each => !isDefault(each, base)),
      matches.some(match => !isLocal(match.base.expanded)),
      owner,
    )
    for (const { value } of [...removed, ...added]) node.comparedValues.push(value)
  })
}

export interface Server extends Located {
  /** Without a slash at its end, unless it is `/`. */
  url: string
  /** With the defaults of its variables. */
  expanded: string
}

export const serversOf = (owner: Located): Server[] =>
  listAt(owner, 'servers').map(({ value, pointer }) => {
    const url = String(value.url).replace(/(?<=.)\/$/, '')
    const expanded = url.replace(/\{([^}]*)\}/g, (text, name) => String(variablesOf(value)[name]?.default ?? text))
    return { value, pointer, url, expanded }
  })

export const addressesOf = (servers: readonly Server[]): string => listed(servers.map(({ url }) => serverName(url)))

const variablesOf = (server: JsonObject): Record<string, JsonObject> => Object(server.variables)

/** A document without servers is served at `/` (OpenAPI 3.1, OpenAPI Object). */
const isDefault = ({ expanded }: Server, others: Server[]): boolean => expanded === '/' && others.length === 0

const isLocal = (url: string): boolean => /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?(\/|$)/i.test(url)

function noteUnmatched(node: Node, removed: Server[], added: Server[], isStillServed: boolean, owner: string): void {
  for (const local of [...removed, ...added].filter(({ expanded }) => isLocal(expanded))) {
    const at = removed.includes(local) ? { base: local.pointer } : { head: local.pointer }
    node.facts.push({ rule: 'server-of-ones-own-changed', ...at, owner, what: local.url })
  }
  const isPublic = ({ expanded }: Server) => !isLocal(expanded)
  const [from, to] = [removed.filter(isPublic), added.filter(isPublic)]
  if (from.length > 0 && !isStillServed) {
    const at = { base: from[0]?.pointer, head: to[0]?.pointer, owner }
    node.facts.push({
      rule: 'servers-replaced',
      ...at,
      from: addressesOf(from),
      to: addressesOf(to) || 'no stated address',
    })
    return
  }
  for (const each of from)
    node.facts.push({ rule: 'server-removed', base: each.pointer, owner, from: serverName(each.url) })
  for (const each of to) node.facts.push({ rule: 'server-added', head: each.pointer, owner, to: serverName(each.url) })
}

function compareServer(node: Node, { base, head }: Pair<Server>, owner: string): void {
  compareFields(node, { base, head }, { ...TEXTS, url: 'by value', variables: 'by value' })
  const [from, to] = [variablesOf(base.value), variablesOf(head.value)]
  // If the URLs differ, the addresses are the same with the variables filled in.
  const names = base.url === head.url ? new Set([...Object.keys(from), ...Object.keys(to)]) : []
  for (const name of names) {
    const [before, after] = [withoutDescription(from[name]), withoutDescription(to[name])]
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

const withoutDescription = (variable: JsonObject | undefined): Json | undefined => {
  if (variable === undefined) return undefined
  const { description: _, ...rest } = variable
  return rest
}

const valuesOf = (variable: JsonObject | undefined): Json[] => (Array.isArray(variable?.enum) ? variable.enum : [])
