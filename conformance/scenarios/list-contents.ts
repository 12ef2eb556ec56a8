import { lists } from './lists.ts'
import { pageOf, readList } from './read-lists.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'

/** Requirements for lists that do not follow from their shape. */
export const listScenarios: readonly Scenario[] = Object.values(lists).flatMap(list => [
  {
    name: `${list.operation}: without a filter, ${list.excludedStatus ? `only ${list.excludedStatus} rows are` : 'no row is'} left out`,
    operations: [list.operation],
    async run(api: ScenarioApi) {
      const total = async (query: object) => (await pageOf(api, list, { ...query, per_page: 1 })).meta.total
      const { rows } = await readList(api, list)
      const hidden = rows.filter(row => row.status === list.excludedStatus).map(row => row.id)
      api.equal(hidden, [], `the ids of ${list.excludedStatus} rows`)
      let sum = 0
      for (const status of list.statuses) if (status !== list.excludedStatus) sum += await total({ status })
      api.equal(await total({}), sum, 'the total without a filter, compared with the sum of the totals by status')
    },
  },
  {
    name: `${list.operation}: links contain status, per_page, page and max_id in this order`,
    operations: [list.operation],
    async run(api: ScenarioApi) {
      const [row] = (await pageOf(api, list, { per_page: 1 })).data
      if (!row) api.skip(`${list.operation} returns no rows`)
      const { id, status } = row
      for (const query of [{}, { max_id: id, per_page: 1, status }]) {
        const { links, meta } = await pageOf(api, list, query)
        const filter = 'status' in query ? `status=${status}&per_page=1&` : ''
        api.equal(links.first, `${meta.path}?${filter}page=1&max_id=${id}`, 'the first page')
      }
    },
  },
])
