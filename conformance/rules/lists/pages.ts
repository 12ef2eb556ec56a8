import type { ScenarioApi } from '../../scenarios/scenario.ts'
import type { Rule } from '../rule.ts'
import { expectPage } from './expect-page.ts'
import type { ListShape } from './list-shape.ts'
import { idsOf, type List, readList } from './read-list.ts'

/** The order of a list, and how its pages split it. */
export function pageRules(list: ListShape, locate: (api: ScenarioApi) => Promise<List>): Rule[] {
  if (!list.page && !list.perPage) return []
  const { id: operation } = list.shape
  return [
    {
      operation,
      kind: 'list',
      name: `${operation}: pages split the list${list.hasMaxId ? ', newest first' : ''}, with correct links and counts`,
      operations: [operation],
      async run(api: ScenarioApi) {
        const at = await locate(api)
        const { rows, bound } = await readList(api, at)
        if (rows.length < 2) api.skip('the list has fewer than two rows')
        const once = [...new Set(idsOf(rows))]
        const ids = list.hasMaxId ? once.sort((a, b) => b - a) : once
        api.equal(
          idsOf(rows),
          ids,
          `the ids of ${operation}, ${list.hasMaxId ? 'newest first and ' : ''}without duplicates,`,
        )
        await expectPage(api, at, bound, rows)
        if (!list.perPage) return
        await expectPage(api, at, { per_page: 1, ...bound }, rows)
        const per_page = Math.ceil(rows.length / 3)
        const last = list.page ? Math.ceil(rows.length / per_page) : 1
        for (let page = 1; page <= last; page++)
          await expectPage(api, at, { per_page, ...(list.page && { page }), ...bound }, rows)
      },
    },
    ...(list.page ? [pastTheEnd(list, list.page.most, locate)] : []),
  ]
}

function pastTheEnd({ shape, perPage }: ListShape, most: number, locate: (api: ScenarioApi) => Promise<List>): Rule {
  const { id: operation } = shape
  return {
    operation,
    kind: 'list',
    name: `${operation}: a page past the end is empty and links to the last page`,
    operations: [operation],
    async run(api: ScenarioApi) {
      const at = await locate(api)
      const { rows, bound } = await readList(api, at)
      if (rows.length === 0) api.skip('the list has no rows')
      // Without per_page, only the last page that the contract allows is certain to be past the end.
      const pages = perPage ? [3, 5, most] : [most]
      const per_page = perPage && { per_page: Math.ceil(rows.length / 2) }
      for (const page of pages) await expectPage(api, at, { ...per_page, page, ...bound }, rows)
    },
  }
}
