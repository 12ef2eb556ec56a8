import type { JsonObject, Located } from '../../../openapi/document.ts'
import { type Comparison, compareField, listAt, namesOf, type Pair, placesOf } from '../comparison.ts'
import type { Node } from '../graph.ts'
import { compareComponents } from './components.ts'
import { compareFields, TEXTS } from './fields.ts'
import { compareInput } from './input.ts'
import { comparePaths, compareWebhooks } from './paths.ts'
import { compareSecurity } from './security.ts'
import { addressesOf, compareServers, serversOf } from './servers.ts'
import { hasSameUrls } from './urls.ts'

/** The node from which everything in the two documents is reached. */
export function compareDocuments(comparison: Comparison): Node {
  return comparison.graph.node('document', node => {
    const pair = {
      base: { value: comparison.base.root, pointer: '#' },
      head: { value: comparison.head.root, pointer: '#' },
    }
    compareField(node, pair, 'openapi', () => 'openapi-version-changed')
    compareInfo(comparison, node)
    compareTags(node, pair)
    comparePaths(comparison, node, pair)
    compareWebhooks(comparison, node, pair)
    compareComponents(comparison, node)
    // Also if no operation uses them.
    node.edges.push({ to: compareInput(comparison) })
    node.edges.push({ to: compareSecurity(comparison, pair, '#') })
    if (hasSameUrls(comparison)) {
      const [from, to] = [pair.base, pair.head].map(owner => addressesOf(serversOf(owner)))
      node.facts.push({ rule: 'servers-moved', ...placesOf(pair, 'servers'), from, to })
    } else node.edges.push({ to: compareServers(comparison, pair, '#') })
    compareFields(node, pair, {
      openapi: 'by value',
      info: 'by parts',
      tags: 'by value',
      externalDocs: 'external-docs-changed',
      servers: hasSameUrls(comparison) ? 'by value' : 'by parts',
      security: 'by value',
      paths: 'by parts',
      webhooks: 'by parts',
      components: 'by parts',
      'x-input': 'by value',
    })
  })
}

const DETAILS = ['title', 'termsOfService', 'contact', 'license']

function compareInfo(comparison: Comparison, node: Node): void {
  const [base, head] = [infoOf(comparison.base.root), infoOf(comparison.head.root)]
  compareField(node, { base, head }, 'version', () => 'version-changed')
  for (const key of DETAILS) compareField(node, { base, head }, key, () => 'info-changed')
  const fields = Object.fromEntries(['version', ...DETAILS].map(key => [key, 'by value' as const]))
  compareFields(node, { base, head }, { ...TEXTS, ...fields })
}

const infoOf = ({ info }: JsonObject): Located => ({ value: info as JsonObject, pointer: '#/info' })

function compareTags(node: Node, owners: Pair): void {
  const [base, head] = [tagsOf(owners.base), tagsOf(owners.head)]
  const { both, removed, added } = namesOf(base, head)
  for (const name of [...removed, ...added])
    node.facts.push({ rule: 'tag-changed', base: base.get(name)?.pointer, head: head.get(name)?.pointer, what: name })
  for (const name of both) {
    const pair = { base: base.get(name), head: head.get(name) } as Pair
    compareFields(node, pair, { ...TEXTS, name: 'by value', externalDocs: 'external-docs-changed' })
  }
}

const tagsOf = (owner: Located): Map<string, Located> =>
  new Map(listAt(owner, 'tags').map(tag => [String(tag.value.name), tag]))
