import type { Located } from '../../../openapi/document.ts'
import { keysOf } from '../../../openapi/pointer.ts'
import { type Comparison, compareField, entriesAt, type Maybe, namesOf, type Pair } from '../comparison.ts'
import type { Node, Side } from '../graph.ts'
import { endOf } from '../read.ts'
import { isDocsRule, type RuleId } from '../rules/rules.ts'
import { compareContent } from './content.ts'
import { compareDeprecated, compareExtensions, compareFields, EXAMPLES, endsOf, TEXTS } from './fields.ts'
import { compareSerialised } from './parameters.ts'

/** What an operation answers. @param answered the side of those who read it */
export function compareResponses(comparison: Comparison, node: Node, pair: Pair, answered: Side): void {
  const base = entriesAt(comparison.base, pair.base, 'responses', true)
  const head = entriesAt(comparison.head, pair.head, 'responses', true)
  compareExtensions(node, pair, 'responses')
  for (const [status, from] of base) {
    const to = head.get(status) ?? covering(head, status)
    if (to) node.edges.push({ to: compareResponse(comparison, { base: from, head: to }), only: answered })
    else {
      const rule = isError(status, base) ? 'error-status-removed' : 'success-status-removed'
      node.facts.push({ rule, base: from.pointer, owner: pair.head.pointer, what: status, only: answered })
      node.whole.push(from.value)
    }
  }
  for (const [status, to] of head) {
    if (base.has(status)) continue
    const before = covering(base, status)
    if (before) {
      node.edges.push({ to: compareResponse(comparison, { base: before, head: to }), only: answered })
      continue
    }
    const others = [...base].filter(([other]) => !isError(other, base) && !other.startsWith('3'))
    const isAlike = () =>
      others.some(([, other]) =>
        comparison.graph.isEqual(compareResponse(comparison, { base: other, head: to }), isDocsRule),
      )
    const rule = addedRule(status, head, isAlike)
    node.facts.push({ rule, head: to.pointer, owner: pair.head.pointer, what: status, only: answered })
    node.whole.push(to.value)
  }
}

function addedRule(status: string, all: ReadonlyMap<string, Located>, isAlike: () => boolean): RuleId {
  if (isError(status, all)) return 'error-status-added'
  if (/^[13]/.test(status)) return 'redirect-added'
  return isAlike() ? 'success-status-added-alike' : 'success-status-added'
}

/** `default` means errors, unless nothing else means success. */
function isError(status: string, all: ReadonlyMap<string, Located>): boolean {
  if (status !== 'default') return /^[45]/.test(status)
  return [...all.keys()].some(each => /^[123]/.test(each))
}

/** What speaks for a status that is not listed (OpenAPI 3.1, 4.8.16.2). */
const covering = (responses: ReadonlyMap<string, Located>, status: string): Located | undefined =>
  status === 'default' ? undefined : (responses.get(`${status[0]}XX`) ?? responses.get('default'))

export function compareResponse(comparison: Comparison, starts: Pair): Node {
  return comparison.graph.node(`response ${starts.base.pointer} | ${starts.head.pointer}`, node => {
    const pair = endsOf(comparison, node, starts)
    node.edges.push({
      to: comparison.graph.node(`response at ${pair.base.pointer} | ${pair.head.pointer}`, end => {
        compareContent(comparison, end, pair)
        compareHeaders(comparison, end, pair)
        compareFields(end, pair, { ...TEXTS, content: 'by parts', headers: 'by parts' })
      }),
    })
  })
}

function compareHeaders(comparison: Comparison, node: Node, pair: Pair): void {
  const [base, head] = [headersOf(comparison, 'base', pair), headersOf(comparison, 'head', pair)]
  const { both, removed, added } = namesOf(base, head)
  const isRequired = (which: 'base' | 'head', header: Located) =>
    endOf(comparison[which], header).value.required === true
  for (const name of both) {
    const [from, to] = [base.get(name), head.get(name)] as [Located, Located]
    node.edges.push({ to: compareHeader(comparison, { base: from, head: to }) })
  }
  for (const name of removed) {
    const header = base.get(name) as Located
    const rule = isRequired('base', header) ? 'required-header-removed' : 'header-removed'
    node.facts.push({ rule, base: header.pointer, owner: pair.head.pointer, what: nameIn(header) })
    node.whole.push(header.value)
  }
  for (const name of added) {
    const header = head.get(name) as Located
    const rule = isRequired('head', header) ? 'required-header-added' : 'header-added'
    node.facts.push({ rule, head: header.pointer, owner: pair.head.pointer, what: nameIn(header) })
    node.whole.push(header.value)
  }
}

/** As it is written. */
const nameIn = ({ pointer }: Located) => keysOf(pointer)?.at(-1)

/** Names of headers are the same in any case (RFC 9110, 5.1). */
const headersOf = (comparison: Comparison, which: 'base' | 'head', pair: Maybe) =>
  new Map(
    [...entriesAt(comparison[which], pair[which], 'headers')].map(([name, header]) => [name.toLowerCase(), header]),
  )

const FIELDS = {
  ...TEXTS,
  ...EXAMPLES,
  required: 'by value',
  deprecated: 'by value',
  style: 'by value',
  explode: 'by value',
  schema: 'by parts',
} as const

export function compareHeader(comparison: Comparison, starts: Pair): Node {
  return comparison.graph.node(`header ${starts.base.pointer} | ${starts.head.pointer}`, node => {
    const pair = endsOf(comparison, node, starts)
    node.edges.push({
      to: comparison.graph.node(`header at ${pair.base.pointer} | ${pair.head.pointer}`, end => {
        compareField(end, pair, 'required', (_, to) => (to === true ? 'header-required' : 'header-optional'), false)
        compareDeprecated(end, pair)
        compareSerialised(comparison, end, pair)
        compareFields(end, pair, FIELDS)
      }),
    })
  })
}
