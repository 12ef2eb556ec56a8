import { dataOf, expectStatus } from './expect-response.ts'
import { lists } from './lists.ts'
import { findRow, newestWith } from './read-lists.ts'
import type { Subscription, Ticket, TicketDetail } from './rows.ts'
import type { Scenario, ScenarioApi, ScenarioRequest } from './scenario.ts'
import { undoOnFailure } from './undo-on-failure.ts'

export const raceScenarios: readonly Scenario[] = [
  {
    name: 'of five concurrent pauses exactly one succeeds',
    operations: ['listSubscriptions', 'pauseSubscription', 'resumeSubscription'],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const { id } = await newestWith<Subscription>(api, lists.subscriptions, 'active')
      const all = await fiveAtOnce(api, 'pauseSubscription', { id })
      const checkOutcomes = async () => {
        const outcomes = all.map(({ status, json }) => `${status} ${(json as { code?: string }).code ?? ''}`)
        const expected = ['200 ', ...Array(4).fill('422 invalid_state')]
        api.equal(outcomes.toSorted(), expected, 'the five responses')
        api.equal((await findRow(api, lists.subscriptions, id)).status, 'paused', 'the status after them')
      }
      await undoOnFailure(checkOutcomes, () => api.call('resumeSubscription', { id }))
      await expectStatus(api, 'resumeSubscription', { id }, 200)
    },
  },
  {
    name: 'five concurrent replies are all stored',
    operations: ['listTickets', 'replyToTicket', 'getTicket'],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const { id, reply_count } = await newestWith<Ticket>(api, lists.tickets, 'open')
      const all = await fiveAtOnce(api, 'replyToTicket', { id, body: { body: 'At once.' } })
      api.equal(
        all.map(({ status }) => status),
        Array(5).fill(201),
        'the five responses',
      )
      const after = await dataOf<TicketDetail>(api, 'getTicket', { id })
      api.equal(after.reply_count, reply_count + 5, 'reply_count after them')
      api.equal(new Set(after.replies.map(reply => reply.id)).size, reply_count + 5, 'the number of replies')
    },
  },
  {
    name: 'five concurrent tickets get five numbers',
    operations: ['createTicket'],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const all = await fiveAtOnce(api, 'createTicket', { body: { subject: 'At once', body: 'One of five.' } })
      const numbers = all.map(({ json }) => (json as { data?: Ticket }).data?.number)
      api.equal(new Set(numbers).size, 5, `the number of different values in ${numbers}`)
    },
  },
]

const fiveAtOnce = (api: ScenarioApi, operation: string, request: ScenarioRequest) =>
  Promise.all(Array.from({ length: 5 }, () => api.call(operation, request)))
