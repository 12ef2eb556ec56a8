import { expectPage } from './expect-page.ts'
import { type List, lists } from './lists.ts'
import { readAll } from './read-lists.ts'
import type { Row } from './rows.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'

export const filterScenarios: readonly Scenario[] = Object.values(lists).flatMap(list => [
  filtersOf(list),
  filteredPagesOf(list),
  maxIdOf(list),
])

function filtersOf(list: List): Scenario {
  const { operation, statuses, excludedStatus } = list
  return {
    name: `${operation}: a filter returns exactly the rows with the status${excludedStatus ? `, no filter all except ${excludedStatus} ones` : ''}`,
    operations: [operation],
    async run(api: ScenarioApi) {
      const { rows, bound } = await readAll(api, list)
      await expectPage(api, list, { per_page: 100, ...bound }, listed(list, rows))
      for (const status of statuses) {
        const page = await expectPage(api, list, { status, per_page: 100, ...bound }, withStatus(rows, status))
        api.equal(
          page.data.filter(row => row.status !== status),
          [],
          `the rows of ${status} with another status`,
        )
      }
    },
  }
}

function filteredPagesOf(list: List): Scenario {
  return {
    name: `${list.operation}: filtered lists are paginated`,
    operations: [list.operation],
    async run(api: ScenarioApi) {
      const { rows, bound } = await readAll(api, list)
      const status = list.statuses.toSorted((a, b) => withStatus(rows, b).length - withStatus(rows, a).length)[0]!
      const matching = withStatus(rows, status)
      if (matching.length < 2) api.skip(`${list.operation} has fewer than two rows of the same status`)
      await expectPage(api, list, { status, ...bound }, matching)
      for (const page of [1, 2, matching.length, matching.length + 2])
        await expectPage(api, list, { status, per_page: 1, page, ...bound }, matching)
      const [newest, next] = matching
      await expectPage(api, list, { status, per_page: 1, max_id: newest!.id - 1 }, matching.slice(1))
      await expectPage(api, list, { status, per_page: 1, page: 2, max_id: next!.id }, matching.slice(1))
    },
  }
}

function maxIdOf(list: List): Scenario {
  return {
    name: `${list.operation}: max_id leaves out newer rows, also from the total`,
    operations: [list.operation],
    async run(api: ScenarioApi) {
      const { rows: all, bound } = await readAll(api, list)
      const rows = listed(list, all)
      const middle = rows[Math.floor(rows.length / 2)]
      const oldest = rows.at(-1)
      if (!middle || !oldest) api.skip(`${list.operation} returns no rows`)
      for (const max_id of [middle.id, middle.id - 1, oldest.id, oldest.id - 1].filter(id => id > 0)) {
        const older = rows.filter(row => row.id <= max_id)
        await expectPage(api, list, { max_id, per_page: 100 }, older)
        await expectPage(api, list, { max_id, per_page: 1, page: 2 }, older)
      }
      await expectPage(api, list, { max_id: bound.max_id ?? Number.MAX_SAFE_INTEGER, per_page: 2 }, rows)
    },
  }
}

const listed = ({ excludedStatus }: List, rows: readonly Row[]) => rows.filter(row => row.status !== excludedStatus)

const withStatus = (rows: readonly Row[], status: string) => rows.filter(row => row.status === status)
