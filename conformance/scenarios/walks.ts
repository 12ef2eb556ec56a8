import { ids } from './expect-page.ts'
import { type List, lists } from './lists.ts'
import { pageOf, readList } from './read-lists.ts'
import type { Page } from './rows.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'

/** More pages than any walk here has, to stop endless ones. */
const MOST_PAGES = 8

export const walkScenarios: readonly Scenario[] = [
  ...Object.values(lists).map(walkOf),
  {
    name: 'a ticket opened during pagination does not shift the pages',
    operations: ['listTickets', 'createTicket'],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const { rows, bound } = await readList(api, lists.tickets)
      if (rows.length < 2) api.skip('there are fewer than two tickets')
      const first = await pageOf(api, lists.tickets, { per_page: perPage(rows.length), ...bound })
      const opened = await api.call('createTicket', { body: { subject: 'During a walk', body: 'Opened by a test.' } })
      api.check(opened.status === 201, `createTicket should return 201, not ${opened.status}`)
      const seen = await follow(api, first, 'next')
      api.equal(
        seen.flatMap(page => ids(page.data)),
        ids(rows),
        'the ids along links.next',
      )
      api.equal(new Set(seen.map(page => page.meta.total)).size, 1, 'the number of different totals on the pages')
    },
  },
]

function walkOf(list: List): Scenario {
  return {
    name: `${list.operation}: links.next and links.prev visit each row exactly once`,
    operations: [list.operation],
    async run(api: ScenarioApi) {
      const { rows, bound } = await readList(api, list)
      if (rows.length < 2) api.skip(`${list.operation} returns fewer than two rows`)
      const start = await pageOf(api, list, { per_page: perPage(rows.length), ...bound })
      const there = await follow(api, start, 'next')
      api.equal(
        there.flatMap(page => ids(page.data)),
        ids(rows),
        'the ids along links.next',
      )
      api.equal(
        there.map(page => page.meta.total),
        there.map(() => rows.length),
        'the totals along links.next',
      )
      const back = await follow(api, await linked(api, start.links.last), 'prev')
      api.equal(
        back.reverse().flatMap(page => ids(page.data)),
        ids(rows),
        'the ids along links.prev',
      )
      api.equal(ids((await linked(api, start.links.first)).data), ids(start.data), 'the ids of links.first')
    },
  }
}

const perPage = (rows: number) => Math.ceil(rows / 4)

async function follow(api: ScenarioApi, start: Page, way: 'next' | 'prev'): Promise<Page[]> {
  const pages = [start]
  for (let url = start.links[way]; url !== null; url = pages.at(-1)!.links[way]) {
    api.check(pages.length < MOST_PAGES, `links.${way} should end after ${start.meta.last_page} pages`)
    pages.push(await linked(api, url))
  }
  return pages
}

async function linked(api: ScenarioApi, url: string): Promise<Page> {
  const { status, json } = await api.get(url)
  api.check(status === 200, `${url} should return 200, not ${status}`)
  return json as Page
}
