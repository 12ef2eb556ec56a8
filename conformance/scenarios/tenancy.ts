import { dataOf } from './expect-response.ts'
import { lists } from './lists.ts'
import { readList } from './read-lists.ts'
import type { Me, Ticket } from './rows.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'

export const tenancyScenarios: readonly Scenario[] = [
  {
    name: 'an invoice that is not listed is not accessible',
    operations: ['listInvoices', 'getInvoice', 'getInvoicePdf'],
    needs: ['second account'],
    async run(api: ScenarioApi) {
      const own = await readList(api, lists.invoices)
      const foreign = await readList(api.as(1), lists.invoices)
      const known = new Set([...own.rows, ...foreign.rows].map(({ id }) => id))
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
