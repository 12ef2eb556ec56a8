import type { ScenarioApi } from '../../scenarios/scenario.ts'
import type { Rule } from '../rule.ts'
import { expectPage } from './expect-page.ts'
import type { Filter, ListShape } from './list-shape.ts'
import { idsOf, type List, type Row, readList } from './read-list.ts'

export const filterRules = (list: ListShape, locate: (api: ScenarioApi) => Promise<List>): Rule[] =>
  list.filters.map(filter => filterRule(list, filter, locate))

function filterRule({ shape }: ListShape, filter: Filter, locate: (api: ScenarioApi) => Promise<List>): Rule {
  const { id: operation } = shape
  const { parameter, property, values } = filter
  return {
    operation,
    kind: 'list',
    name: `${operation}: ${parameter} returns exactly the rows with the value, in pages`,
    operations: [operation],
    async run(api: ScenarioApi) {
      const at = await locate(api)
      const { rows: listed, bound } = await readList(api, at)
      let most: { value: string; rows: readonly Row[] } | undefined
      for (const value of values) {
        const { rows } = await readList(api, at, { [parameter]: value, ...bound })
        const wrong = rows.filter(row => row[property] !== value)
        api.equal(idsOf(wrong), [], `the ids listed with ${parameter}=${value} although their ${property} is another`)
        expectSameRows(api, filter, value, rows, listed)
        if (rows.length > (most?.rows.length ?? 0)) most = { value, rows }
      }
      if (!most) api.skip('the list has no rows')
      await expectFilteredPages(api, at, { [parameter]: most.value }, most.rows, bound)
    },
  }
}

/** A list without a filter shows all rows with a value or, as with deleted ones, none of them. */
function expectSameRows(
  api: ScenarioApi,
  { parameter, property }: Filter,
  value: string,
  rows: readonly Row[],
  listed: readonly Row[],
): void {
  const unfiltered = listed.filter(row => row[property] === value)
  if (unfiltered.length > 0)
    api.equal(
      idsOf(rows),
      idsOf(unfiltered),
      `the ids listed with ${parameter}=${value}, compared with those without it,`,
    )
}

async function expectFilteredPages(
  api: ScenarioApi,
  list: List,
  filter: Readonly<Record<string, string>>,
  rows: readonly Row[],
  bound: { max_id?: number },
): Promise<void> {
  const [newest] = rows
  await expectPage(api, list, { ...filter, ...bound }, rows)
  if (!list.perPage) return
  const pages = list.page ? [1, 2, rows.length, rows.length + 2] : []
  for (const page of new Set(pages)) await expectPage(api, list, { ...filter, per_page: 1, page, ...bound }, rows)
  if (!list.hasMaxId || !newest || newest.id <= 1) return
  await expectPage(api, list, { ...filter, per_page: 1, max_id: newest.id - 1 }, rows.slice(1))
  const second = rows[1]
  if (second && list.page)
    await expectPage(api, list, { ...filter, per_page: 1, page: 2, max_id: second.id }, rows.slice(1))
}
