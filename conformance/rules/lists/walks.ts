import type { OpenApiDocument } from '../../../openapi/document.ts'
import type { Shape } from '../../contract/request-shape.ts'
import type { At } from '../../requests/case.ts'
import type { ScenarioApi } from '../../scenarios/scenario.ts'
import type { Rule } from '../rule.ts'
import { validRequest } from '../valid-request.ts'
import { expectPage } from './expect-page.ts'
import type { Filter, ListShape } from './list-shape.ts'
import { idsOf, type List, type Page, pageIn, pageOf, type Row, readList } from './read-list.ts'

/** More pages than any walk here has, to stop endless ones. */
const MOST_PAGES = 8

/** Following the links visits each row once, also while rows are added. */
export function walkRules(
  document: OpenApiDocument,
  shapes: readonly Shape[],
  at: At,
  list: ListShape,
  locate: (api: ScenarioApi) => Promise<List>,
): Rule[] {
  const { id: operation, path } = list.shape
  if (!list.links.has('next') || !list.perPage) return []
  const creation = shapes.find(other => other.method === 'POST' && other.path === path && other.ids.length === 0)
  return [
    {
      operation,
      kind: 'list',
      name: `${operation}: links.next ${list.links.has('prev') ? 'and links.prev visit' : 'visits'} each row exactly once`,
      operations: [operation],
      async run(api: ScenarioApi) {
        const { rows, start } = await begin(api, await locate(api))
        expectRows(api, await follow(api, list, start, 'next'), rows, 'links.next')
        if (!list.links.has('prev') || !list.links.has('last')) return
        const back = await follow(api, list, await linked(api, list, start.links.last), 'prev')
        expectRows(api, back.reverse(), rows, 'links.prev')
        if (list.links.has('first'))
          api.equal(
            idsOf((await linked(api, list, start.links.first)).rows),
            idsOf(start.rows),
            'the ids of links.first',
          )
      },
    },
    ...(creation ? [arrivals(creation)] : []),
  ]

  function arrivals(create: Shape): Rule {
    return {
      operation,
      kind: 'list',
      name: `${operation}: a row that ${create.id} adds during a walk does not shift the pages`,
      operations: [operation, create.id],
      needs: ['writes'],
      async run(api: ScenarioApi) {
        const found = await locate(api)
        const { rows, start } = await begin(api, found)
        const { status } = await api.call(create.id, validRequest(document, create, at))
        if (status >= 400) api.skip(`${create.id} returns ${status} for the body that the contract shows`)
        expectRows(api, await follow(api, list, start, 'next'), rows, 'links.next')
        for (const filter of list.filters) await expectCounted(api, found, filter)
      },
    }
  }
}

/** The newest row is counted by the filter that returns it. */
async function expectCounted(api: ScenarioApi, list: List, { parameter, property }: Filter): Promise<void> {
  const [newest] = (await pageOf(api, list, {})).rows
  const filter = { [parameter]: String(newest?.[property]) }
  const { rows, bound } = await readList(api, list, filter)
  await expectPage(api, list, { ...filter, per_page: 1, ...bound }, rows)
}

async function begin(api: ScenarioApi, list: List): Promise<{ rows: readonly Row[]; start: Page }> {
  const { rows, bound } = await readList(api, list)
  if (rows.length < 2) api.skip('the list has fewer than two rows')
  return { rows, start: await pageOf(api, list, { per_page: Math.ceil(rows.length / 4), ...bound }) }
}

function expectRows(api: ScenarioApi, pages: readonly Page[], rows: readonly Row[], way: string): void {
  const seen = pages.flatMap(page => idsOf(page.rows))
  api.equal(seen, idsOf(rows), `the ids along ${way}`)
  const totals = pages.flatMap(({ meta }) => (meta.total === undefined ? [] : [meta.total]))
  api.equal(
    totals,
    totals.map(() => rows.length),
    `the totals along ${way}`,
  )
}

async function follow(api: ScenarioApi, list: ListShape, start: Page, way: 'next' | 'prev'): Promise<Page[]> {
  const pages = [start]
  for (let url = start.links[way]; typeof url === 'string'; url = pages.at(-1)?.links[way]) {
    api.check(pages.length < MOST_PAGES, `links.${way} should end after fewer than ${MOST_PAGES} pages`)
    pages.push(await linked(api, list, url))
  }
  return pages
}

async function linked(api: ScenarioApi, list: ListShape, url: unknown): Promise<Page> {
  const { status, json } = await api.get(String(url))
  api.check(status === 200, `${url} should return 200, not ${status}`)
  return pageIn(list, json)
}
