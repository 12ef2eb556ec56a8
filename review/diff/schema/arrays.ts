import { located, note, type SchemaPair, shareType } from './pair.ts'

/** Items of arrays. */
export function compareArrays(pair: SchemaPair): void {
  if (!shareType(pair, 'array')) return
  const [from, to] = [pair.base.occurrences('items'), pair.head.occurrences('items')]
  if (from.length + to.length > 0) pair.node.edges.push({ to: pair.against(located(from), located(to)) })
  compareUnique(pair)
}

function compareUnique(pair: SchemaPair): void {
  const [from, to] = [pair.base, pair.head].map(schema =>
    schema.occurrences('uniqueItems').find(({ value }) => value === true),
  )
  if (Boolean(from) === Boolean(to)) return
  note(pair, to ? 'unique-items-added' : 'unique-items-removed', { base: from?.pointer, head: to?.pointer })
}
