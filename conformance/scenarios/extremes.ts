import { dataOf } from './answers.ts'
import type { TicketDetail } from './rows.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'
import { TYPED } from './typed.ts'

/** Lengths are in code points, before and after which nothing is trimmed. */
const SUBJECT_LENGTH = 255
const BODY_LENGTH = 20_000

const SUBJECT = `O'Neil's "😀" <script>alert(1)</script> & שלום \u200f e\u0301 n\u0303 %00 \\`

/** What must be taken, the longest and the shortest, with each priority and each category once. */
const EXTREMES = [
  { priority: 'low', category: 'sales', subject: filled(SUBJECT, '🦭', SUBJECT_LENGTH), body: 'x' },
  { priority: 'medium', category: 'technical', subject: 'x', body: filled(`${TYPED}\r\n`, '🦭a', BODY_LENGTH) },
  { priority: 'high', category: 'billing', subject: '🦭', body: filled("'", "it's\r\nall\n", BODY_LENGTH), form: true },
  { priority: 'urgent', category: 'general', subject: filled('', 'x', SUBJECT_LENGTH), body: "'; --" },
]

export const extremeScenarios: readonly Scenario[] = [
  {
    name: 'the longest and the shortest texts are taken as typed, and each priority and category',
    operations: ['createTicket', 'getTicket'],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      for (const { form = false, ...body } of EXTREMES) {
        const { id } = await dataOf<TicketDetail>(api, 'createTicket', { body, form }, 201)
        const { subject, body: text, priority, category } = await dataOf<TicketDetail>(api, 'getTicket', { id })
        api.equal([priority, category], [body.priority, body.category], `priority and category of ticket ${id}`)
        api.equal(subject, body.subject, `the subject of ticket ${id}`)
        // Told by where they differ, for all of it would be no message.
        const at = differsAt(text, body.body)
        api.check(at === undefined, `the body of ticket ${id} should be as typed, but differs at ${at}`)
      }
    },
  },
  {
    name: 'a ticket without priority and category is medium and general, and the next one has a higher number',
    operations: ['createTicket', 'getTicket'],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const opened: TicketDetail[] = []
      for (const form of [false, true]) {
        const body = { subject: "What it's about", body: 'Just that.' }
        const ticket = await dataOf<TicketDetail>(api, 'createTicket', { body, form }, 201)
        const { id, priority, category } = ticket
        api.equal([priority, category], ['medium', 'general'], `priority and category of ticket ${id}`)
        api.equal(await dataOf(api, 'getTicket', { id }), ticket, `ticket ${id} by its id`)
        opened.push(ticket)
      }
      const [one, two] = opened as [TicketDetail, TicketDetail]
      api.check(countOf(two) > countOf(one), `the number after ${one.number} should be higher, not ${two.number}`)
      api.check(two.id > one.id, `the id after ${one.id} should be higher, not ${two.id}`)
    },
  },
]

/** A text of just so many code points, the last one no white space. */
function filled(start: string, filler: string, length: number): string {
  const points = [...start, ...filler.repeat(length)]
  return `${points.slice(0, length - 1).join('')}.`
}

/** The first character by which two texts differ, counted from 0; undefined for none. */
function differsAt(actual: string, expected: string): number | undefined {
  if (actual === expected) return undefined
  let at = 0
  while (actual[at] === expected[at]) at += 1
  return at
}

/** Year and number in it as one figure, in which a later ticket is higher. */
const countOf = ({ number }: TicketDetail) => {
  const [, year, count] = /^TKT-(\d{4})-(\d+)$/.exec(number) ?? []
  return Number(year) * 1e9 + Number(count)
}
