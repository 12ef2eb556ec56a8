import { into, type Located } from '../../../openapi/document.ts'
import { haveBoth, located, note, type SchemaPair } from './pair.ts'
import { schemaAt } from './parts.ts'
import type { View } from './view.ts'

/** Items of arrays, each place of a tuple by itself. */
export function compareArrays(pair: SchemaPair): void {
  if (!haveBoth(pair, 'array')) return
  const { node, base, head, against } = pair
  const [from, to] = [tupleOf(base), tupleOf(head)]
  for (let index = 0; index < Math.max(from.length, to.length); index++)
    node.edges.push({ to: against(from[index] ?? restOf(base), to[index] ?? restOf(head)) })
  compareRest(pair)
  compareUnique(pair)
  compareContains(pair)
}

/** The schemas of each place of `prefixItems`. */
function tupleOf(view: View): Located[][] {
  const tuples = view
    .said('prefixItems')
    .map(({ value, pointer }) =>
      (Array.isArray(value) ? value : []).map((item, index) => schemaAt(view.contract, into(pointer, index), item)),
    )
  const length = Math.max(0, ...tuples.map(tuple => tuple.length))
  return Array.from({ length }, (_, index) => tuples.flatMap(tuple => tuple[index] ?? []))
}

const saysRest = (view: View) => [...view.said('items'), ...view.said('unevaluatedItems')]

/** What items beyond the tuple must fit. */
const restOf = (view: View): Located[] => located(saysRest(view))

function compareRest(pair: SchemaPair): void {
  const { node, base, head, against } = pair
  const [from, to] = [saysRest(base), saysRest(head)]
  const isClosed = (said: typeof from) => said.some(({ value }) => value === false)
  if (isClosed(from) !== isClosed(to)) {
    const rule = isClosed(to) ? 'extra-items-refused' : 'extra-items-allowed'
    note(pair, rule, { base: from[0]?.pointer, head: to[0]?.pointer })
  } else if (!isClosed(from) && from.length + to.length > 0)
    node.edges.push({ to: against(located(from), located(to)) })
}

function compareUnique(pair: SchemaPair): void {
  const [from, to] = [pair.base, pair.head].map(view => view.said('uniqueItems').find(({ value }) => value === true))
  if (Boolean(from) === Boolean(to)) return
  note(pair, to ? 'unique-items-added' : 'unique-items-removed', { base: from?.pointer, head: to?.pointer })
}

function compareContains(pair: SchemaPair): void {
  const [from, to] = [pair.base.said('contains'), pair.head.said('contains')]
  const at = { base: from[0]?.pointer, head: to[0]?.pointer }
  if (from.length === 0 || to.length === 0) {
    if (to.length > 0) note(pair, 'contains-added', at)
    else if (from.length > 0) note(pair, 'contains-removed', at)
  } else pair.node.edges.push({ to: pair.against(located(from), located(to)) })
}
