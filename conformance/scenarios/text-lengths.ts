import { dataOf } from './expect-response.ts'
import { MIXED_TEXT } from './mixed-text.ts'
import type { TicketDetail } from './rows.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'

/** Maximum lengths, in code points. Nothing here is trimmed. */
const SUBJECT_LENGTH = 255
const BODY_LENGTH = 20_000

const SUBJECT = `O'Neil's "😀" <script>alert(1)</script> & שלום \u200f e\u0301 n\u0303 %00 \\`

/** Texts of minimum and maximum length, together with each priority and each category once. */
const EXTREMES = [
  { priority: 'low', category: 'sales', subject: filled(SUBJECT, '🦭', SUBJECT_LENGTH), body: 'x' },
  { priority: 'medium', category: 'technical', subject: 'x', body: filled(`${MIXED_TEXT}\r\n`, '🦭a', BODY_LENGTH) },
  { priority: 'high', category: 'billing', subject: '🦭', body: filled("'", "it's\r\nall\n", BODY_LENGTH), form: true },
  { priority: 'urgent', category: 'general', subject: filled('', 'x', SUBJECT_LENGTH), body: "'; --" },
]

export const extremeScenarios: readonly Scenario[] = [
  {
    name: 'texts of minimum and maximum length are stored as typed, and so are all priorities and categories',
    operations: ['createTicket', 'getTicket'],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      for (const { form = false, ...body } of EXTREMES) {
        const { id } = await dataOf<TicketDetail>(api, 'createTicket', { body, form }, 201)
        const { subject, body: text, priority, category } = await dataOf<TicketDetail>(api, 'getTicket', { id })
        api.equal([priority, category], [body.priority, body.category], `priority and category of ticket ${id}`)
        api.equal(subject, body.subject, `the subject of ticket ${id}`)
        // Reports only the position, since the whole text would be too long.
        const at = differsAt(text, body.body)
        api.check(at === undefined, `the body of ticket ${id} should be as typed, but differs at ${at}`)
      }
    },
  },
  {
    name: 'a ticket without priority and category is medium and general, and ticket numbers increase',
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

/** A text of exactly this many code points that does not end in whitespace. */
function filled(start: string, filler: string, length: number): string {
  const points = [...start, ...filler.repeat(length)]
  return `${points.slice(0, length - 1).join('')}.`
}

/** The index of the first character that differs; undefined if none does. */
function differsAt(actual: string, expected: string): number | undefined {
  if (actual === expected) return undefined
  let at = 0
  while (actual[at] === expected[at]) at += 1
  return at
}

/** Year and number combined, so that later tickets have higher values. */
const countOf = ({ number }: TicketDetail) => {
  const [, year, count] = /^TKT-(\d{4})-(\d+)$/.exec(number) ?? []
  return Number(year) * 1e9 + Number(count)
}
