import type { ScenarioApi } from '../../scenarios/scenario.ts'
import type { Rule } from '../rule.ts'
import type { ListShape } from './list-shape.ts'
import { idsOf, type ListQuery, pageOf } from './read-list.ts'

/** The rows that the second account sees must be missing from the list of the first. */
export function foreignRowRules(list: ListShape): Rule[] {
  const { id: operation, ids, isSecured } = list.shape
  // A row of a list below an id belongs to the owner of that id, which has a rule of its own.
  if (ids.length > 0 || !isSecured) return []
  return [
    {
      operation,
      kind: 'list',
      name: `${operation}: rows of another client are never listed`,
      operations: [operation],
      needs: ['second account'],
      async run(api: ScenarioApi) {
        const foreign = await newestIds(api.as(1), list)
        if (foreign.size === 0) api.skip('the second account sees no rows')
        const expectNone = (found: Iterable<number>, what: string) =>
          api.equal(
            [...found].filter(id => foreign.has(id)),
            [],
            what,
          )
        expectNone(await newestIds(api, list), 'the ids visible to both clients')
        if (!list.hasMaxId) return
        const max_id = Math.max(...foreign)
        const { rows } = await pageOf(api, list, { max_id, ...sizeOf(list) })
        expectNone(idsOf(rows), `another client's ids up to ${max_id}`)
      },
    },
  ]
}

const sizeOf = ({ perPage }: ListShape): ListQuery => (perPage ? { per_page: perPage.most } : {})

/** The ids on the first page without a filter and with each value of each filter. */
async function newestIds(api: ScenarioApi, list: ListShape): Promise<Set<number>> {
  const queries: ListQuery[] = [
    {},
    ...list.filters.flatMap(({ parameter, values }) => values.map(value => ({ [parameter]: value }))),
  ]
  const seen = new Set<number>()
  for (const query of queries)
    for (const id of idsOf((await pageOf(api, list, { ...query, ...sizeOf(list) })).rows)) seen.add(id)
  return seen
}
