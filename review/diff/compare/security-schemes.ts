import { isObject, type Located, type OpenApiDocument } from '../../../openapi/document.ts'
import { into } from '../../../openapi/pointer.ts'
import { resolve } from '../../../openapi/references.ts'
import { type Comparison, compareField, entriesAt, namesOf, type Pair } from '../comparison.ts'
import type { Node } from '../graph.ts'
import { canonical } from '../text.ts'
import { compareExtensions, compareFields, endsOf, TEXTS } from './fields.ts'

const DETAILS = ['in', 'name', 'scheme']

/** How clients send their credentials. */
export function compareScheme(comparison: Comparison, starts: Pair): Node {
  return comparison.graph.node(`scheme ${starts.base.pointer} | ${starts.head.pointer}`, node => {
    const pair = endsOf(comparison, node, starts)
    compareField(node, pair, 'type', () => 'security-scheme-changed')
    const isSameType = pair.base.value.type === pair.head.value.type
    for (const key of isSameType ? DETAILS : [])
      if (textOf(pair.base, key) !== textOf(pair.head, key))
        compareField(node, pair, key, () => 'security-scheme-changed')
    compareFlows(node, pair)
    compareExtensions(node, pair, 'flows')
    compareFields(node, pair, {
      ...TEXTS,
      ...Object.fromEntries(['type', ...DETAILS].map(key => [key, 'by value' as const])),
      bearerFormat: 'bearer-format-changed',
      flows: 'by value',
    })
  })
}

/** Names of schemes and headers are case-insensitive (RFC 9110, 5.1 and 11.1). */
function textOf({ value }: Located, key: string): string {
  const isAnyCase = key === 'scheme' || (key === 'name' && value.in === 'header')
  return isAnyCase ? String(value[key]).toLowerCase() : String(value[key])
}

function compareFlows(node: Node, pair: Pair): void {
  const [base, head] = [entriesAt(pair.base, 'flows', true), entriesAt(pair.head, 'flows', true)]
  const { both, removed, added } = namesOf(base, head)
  const owner = pair.head.pointer
  for (const name of removed)
    node.facts.push({ rule: 'oauth-flow-removed', base: base.get(name)?.pointer, owner, what: name })
  for (const name of added)
    node.facts.push({ rule: 'oauth-flow-added', head: head.get(name)?.pointer, owner, what: name })
  for (const name of both) compareFlow(node, { base: base.get(name), head: head.get(name) } as Pair)
}

function compareFlow(node: Node, pair: Pair): void {
  for (const key of ['authorizationUrl', 'tokenUrl', 'refreshUrl'])
    compareField(node, pair, key, () => 'security-scheme-changed')
  const [from, to] = [scopesOf(pair.base), scopesOf(pair.head)]
  const owner = pair.head.pointer
  for (const [name, { pointer }] of from)
    if (!to.has(name)) node.facts.push({ rule: 'oauth-scope-removed', base: pointer, owner, what: name })
  for (const [name, { pointer, text }] of to) {
    const before = from.get(name)
    if (!before) node.facts.push({ rule: 'oauth-scope-added', head: pointer, owner, what: name })
    else if (before.text !== text)
      node.facts.push({ rule: 'description-changed', base: before.pointer, head: pointer, owner })
  }
  compareFields(node, pair, {
    authorizationUrl: 'by value',
    tokenUrl: 'by value',
    refreshUrl: 'by value',
    scopes: 'by value',
  })
}

const scopesOf = ({ value, pointer }: Located) =>
  new Map(
    Object.entries(isObject(value.scopes) ? value.scopes : {}).map(([name, text]) => [
      name,
      { pointer: into(pointer, 'scopes', name), text: String(text) },
    ]),
  )

/** What identifies a scheme that was renamed. */
export function definitionOf(contract: OpenApiDocument, scheme: Located): string {
  const { description: _, bearerFormat: __, ...definition } = resolve(contract, scheme).value
  return canonical(definition)
}
