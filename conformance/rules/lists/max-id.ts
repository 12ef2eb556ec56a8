import type { ScenarioApi } from '../../scenarios/scenario.ts'
import type { Rule } from '../rule.ts'
import { expectPage } from './expect-page.ts'
import type { ListShape } from './list-shape.ts'
import { type List, readList } from './read-list.ts'

export function maxIdRules(list: ListShape, locate: (api: ScenarioApi) => Promise<List>): Rule[] {
  const { id: operation } = list.shape
  if (!list.hasMaxId) return []
  return [
    {
      operation,
      kind: 'list',
      name: `${operation}: max_id leaves out newer rows, also from the total`,
      operations: [operation],
      async run(api: ScenarioApi) {
        const at = await locate(api)
        const { rows, bound } = await readList(api, at)
        const middle = rows[Math.floor(rows.length / 2)]
        const oldest = rows.at(-1)
        if (!middle || !oldest) api.skip('the list has no rows')
        const size = list.perPage && { per_page: list.perPage.most }
        const ids = [middle.id, middle.id - 1, oldest.id, oldest.id - 1]
        for (const max_id of new Set(ids.filter(id => id > 0))) {
          const older = rows.filter(row => row.id <= max_id)
          await expectPage(api, at, { max_id, ...size }, older)
          if (list.perPage && list.page) await expectPage(api, at, { max_id, per_page: 1, page: 2 }, older)
        }
        const max_id = bound.max_id ?? Number.MAX_SAFE_INTEGER
        await expectPage(api, at, { max_id, ...(list.perPage && { per_page: 2 }) }, rows)
      },
    },
  ]
}
