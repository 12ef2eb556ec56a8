import { ids } from './expect-page.ts'
import { dataOf, expectStatus } from './expect-response.ts'
import { type List, lists } from './lists.ts'
import { pageOf, readList } from './read-lists.ts'
import type { Me, Row, Ticket } from './rows.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'

export const tenancyScenarios: readonly Scenario[] = [
  ...Object.values(lists).map(tenancyOf),
  {
    name: 'an invoice that is not listed is not accessible',
    operations: ['listInvoices', 'getInvoice', 'getInvoicePdf'],
    needs: ['second account'],
    async run(api: ScenarioApi) {
      const own = await readList(api, lists.invoices)
      const foreign = await readList(api.as(1), lists.invoices)
      const known = new Set(ids([...own.rows, ...foreign.rows]))
      const most = Math.min(...[own, foreign].map(({ bound }) => bound.max_id ?? Infinity))
      const gaps = [...known].flatMap(id => [id - 1, id + 1]).filter(id => id > 0 && id <= most && !known.has(id))
      for (const id of [...new Set(gaps)].slice(0, 8)) {
        for (const operation of ['getInvoice', 'getInvoicePdf']) {
          const { status } = await api.call(operation, { id })
          api.check(status === 404 || status === 403, `${operation} ${id} should return 404 or 403, not ${status}`)
        }
      }
    },
  },
  {
    name: 'tickets of all users of a client are listed',
    operations: ['listTickets', 'getMe', 'getTicket'],
    async run(api: ScenarioApi) {
      const me = await dataOf<Me>(api, 'getMe')
      const { rows } = await readList<Ticket>(api, lists.tickets)
      const other = rows.find(ticket => ticket.created_by.id !== me.id)
      if (!other) api.skip('every ticket was opened by this user')
      api.equal((await dataOf<Ticket>(api, 'getTicket', { id: other.id })).created_by, other.created_by, 'created_by')
    },
  },
]

function tenancyOf(list: List): Scenario {
  return {
    name: `${list.operation}: rows of another client are never listed`,
    operations: [list.operation],
    needs: ['second account'],
    async run(api: ScenarioApi) {
      const foreign = await allIds(api.as(1), list)
      const own = await allIds(api, list)
      if (foreign.size === 0) api.skip('the second account sees no rows')
      api.equal(
        [...own].filter(id => foreign.has(id)),
        [],
        'the ids visible to both clients',
      )
      const newest = Math.max(...foreign)
      const { json } = await expectStatus(api, list.operation, { query: { max_id: newest, per_page: 100 } }, 200)
      api.equal(
        ids((json as { data: Row[] }).data).filter(id => foreign.has(id)),
        [],
        `another client's ids up to ${newest}`,
      )
    },
  }
}

/** The ids of the newest hundred rows without a filter and with each status. */
async function allIds(api: ScenarioApi, list: List): Promise<Set<number>> {
  const seen = new Set<number>()
  for (const status of [undefined, ...list.statuses]) {
    const query = { ...(status !== undefined && { status }), per_page: 100 }
    for (const id of ids((await pageOf(api, list, query)).data)) seen.add(id)
  }
  return seen
}
