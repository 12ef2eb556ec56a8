import type { Located } from '../../../openapi/document.ts'
import { keysOf } from '../../../openapi/pointer.ts'
import { resolve } from '../../../openapi/references.ts'
import { type Comparison, compareField, entriesAt, namesOf, type Pair, type Version } from '../comparison.ts'
import type { Node, Side } from '../graph.ts'
import { isDocsRule, type RuleId } from '../rules/rules.ts'
import { listed } from '../text.ts'
import { compareContent } from './content.ts'
import { compareDeprecated, compareExtensions, compareFields, EXAMPLES, endsOf, TEXTS } from './fields.ts'
import { compareSerialised } from './parameters.ts'

/** The responses of an operation. @param returned the side that responses are on */
export function compareResponses(comparison: Comparison, node: Node, pair: Pair, returned: Side): void {
  const base = entriesAt(pair.base, 'responses', true)
  const head = entriesAt(pair.head, 'responses', true)
  compareExtensions(node, pair, 'responses')
  for (const [status, from] of base) {
    const to = head.get(status) ?? rangeOf(head, status)
    if (to) node.edges.push({ to: compareResponse(comparison, { base: from, head: to }), only: returned })
    else if ([...head.keys()].some(each => isInRange(each, status)))
      node.facts.push({
        rule: 'status-range-narrowed',
        base: from.pointer,
        owner: pair.head.pointer,
        from: status,
        to: listed(
          [...head.keys()].filter(each => isInRange(each, status)),
          'and',
        ),
        only: returned,
      })
    else {
      const rule = isError(status, base) ? 'error-status-removed' : 'success-status-removed'
      node.facts.push({ rule, base: from.pointer, owner: pair.head.pointer, what: status, only: returned })
      node.comparedValues.push(from.value)
    }
  }
  for (const [status, to] of head) {
    if (base.has(status)) continue
    const from = rangeOf(base, status)
    if (from) {
      node.edges.push({ to: compareResponse(comparison, { base: from, head: to }), only: returned })
      continue
    }
    const successes = [...base].filter(([other]) => !isError(other, base) && !other.startsWith('3'))
    const isAlike = () =>
      successes.some(([, other]) =>
        comparison.graph.isEqual(compareResponse(comparison, { base: other, head: to }), isDocsRule),
      )
    const rule = addedRule(status, head, isAlike)
    node.facts.push({ rule, head: to.pointer, owner: pair.head.pointer, what: status, only: returned })
    node.comparedValues.push(to.value)
  }
}

function addedRule(status: string, all: ReadonlyMap<string, Located>, isAlike: () => boolean): RuleId {
  if (isError(status, all)) return 'error-status-added'
  if (/^[13]/.test(status)) return 'redirect-added'
  return isAlike() ? 'success-status-added-alike' : 'success-status-added'
}

/** `default` means errors, unless no other status code means success. */
function isError(status: string, all: ReadonlyMap<string, Located>): boolean {
  if (status !== 'default') return /^[45]/.test(status)
  return [...all.keys()].some(each => /^[123]/.test(each))
}

const isInRange = (status: string, range: string): boolean => range.endsWith('XX') && status.startsWith(range.charAt(0))

/** The range, or default, that includes a status code (OpenAPI 3.1, 4.8.16.2). */
const rangeOf = (responses: ReadonlyMap<string, Located>, status: string): Located | undefined =>
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
  const [base, head] = [headersOf(pair.base), headersOf(pair.head)]
  const { both, removed, added } = namesOf(base, head)
  const owner = pair.head.pointer
  const isRequired = (version: Version, header: Located) => resolve(comparison[version], header).value.required === true
  for (const name of both)
    node.edges.push({ to: compareHeader(comparison, { base: base.get(name), head: head.get(name) } as Pair) })
  for (const name of removed) {
    const header = base.get(name) as Located
    const rule = isRequired('base', header) ? 'required-header-removed' : 'header-removed'
    node.facts.push({ rule, base: header.pointer, owner, what: originalName(header) })
    node.comparedValues.push(header.value)
  }
  for (const name of added) {
    const header = head.get(name) as Located
    const rule = isRequired('head', header) ? 'required-header-added' : 'header-added'
    node.facts.push({ rule, head: header.pointer, owner, what: originalName(header) })
    node.comparedValues.push(header.value)
  }
}

const originalName = ({ pointer }: Located) => keysOf(pointer)?.at(-1)

/** Header names are case-insensitive (RFC 9110, 5.1). */
const headersOf = (response: Located) =>
  new Map([...entriesAt(response, 'headers')].map(([name, header]) => [name.toLowerCase(), header]))

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
