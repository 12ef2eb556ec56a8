import { expectPage, ids } from './expect-page.ts'
import { type List, lists } from './lists.ts'
import { readList } from './read-lists.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'

const LARGEST_PAGE = 2_147_483_647

export const pageScenarios: readonly Scenario[] = Object.values(lists).flatMap(scenariosOf)

function scenariosOf(list: List): Scenario[] {
  const { operation } = list
  return [
    {
      name: `${operation}: rows are sorted newest first, 15 per page by default`,
      operations: [operation],
      async run(api: ScenarioApi) {
        const { rows, bound } = await readList(api, list)
        const sorted = ids(rows).toSorted((a, b) => b - a)
        api.equal(ids(rows), [...new Set(sorted)], `the ids of ${operation}, newest first and without duplicates,`)
        await expectPage(api, list, bound, rows)
        await expectPage(api, list, { per_page: 1, ...bound }, rows)
      },
    },
    {
      name: `${operation}: pages split the list, with correct links and counts`,
      operations: [operation],
      async run(api: ScenarioApi) {
        const { rows, bound } = await readList(api, list)
        if (rows.length < 2) api.skip(`${operation} returns fewer than two rows`)
        const per_page = Math.ceil(rows.length / 3)
        const last = Math.ceil(rows.length / per_page)
        for (let page = 1; page <= last; page++) await expectPage(api, list, { per_page, page, ...bound }, rows)
      },
    },
    {
      name: `${operation}: a page past the end is empty and links to the last page`,
      operations: [operation],
      async run(api: ScenarioApi) {
        const { rows, bound } = await readList(api, list)
        const per_page = Math.max(1, Math.ceil(rows.length / 2))
        for (const page of [3, 5, LARGEST_PAGE]) await expectPage(api, list, { per_page, page, ...bound }, rows)
      },
    },
  ]
}
