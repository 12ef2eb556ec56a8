import { invoiceFile, LINE } from '../../support/invoice-file.ts'
import type { operator } from '../../support/operator.ts'

type Run = ReturnType<typeof operator>

/** A generator of pseudo-random numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface Outcomes {
  done: number
  refused: number
}

/**
 * Runs random commands about money. Many are refused, because they name what does not exist or cannot change.
 * @param runAt the command at a time
 */
export async function runRandomCommands(
  count: number,
  random: () => number,
  runAt: (time: string) => Run,
): Promise<Outcomes> {
  const outcomes: Outcomes = { done: 0, refused: 0 }
  let now = Date.parse('2026-11-22T12:00:00Z')
  const below = (n: number) => Math.floor(random() * n)
  const one = <T>(...choices: T[]): T => choices[below(choices.length)] as T
  const client = () => one(4, 5, 6)
  const invoice = () => `${101 + below(20 + outcomes.done)}`
  const payment = () => `${701 + below(20 + outcomes.done)}`
  const subscription = () => `${31 + below(8 + outcomes.done / 20)}`
  const amount = () => `${below(120)}.${`${below(100)}`.padStart(2, '0')}`
  const line = () => ({
    ...LINE,
    quantity: `${1 + below(9)}.${1 + below(9)}`,
    unit_price: `${amount()}${below(10)}`,
    discount: one('0.00', '0.00', '0.05', '9.99'),
    ...one({ tax_rate: '19.00' }, { tax_rate: '7.00' }, { tax_rate: '0.00', tax_category: 'AE' }),
  })
  const file = () =>
    JSON.stringify(
      Array.from({ length: 1 + below(3) }, () =>
        invoiceFile({ client_id: client(), line_items: Array.from({ length: 1 + below(4) }, line) }),
      ),
    )
  const commands: (() => [args: string[], input?: string])[] = [
    () => [['invoice', 'issue', '-'], file()],
    () => [['invoice', 'issue', '-', '--draft'], file()],
    () => [['invoice', 'issue', '--id', invoice()]],
    () => [['invoice', 'discard', invoice(), '--yes']],
    () => [['invoice', 'void', invoice(), '--yes']],
    () => [
      [
        ...['payment', 'record', invoice(), '--amount', amount(), '--method', 'cash'],
        ...['--status', one('succeeded', 'pending', 'failed'), '--reference', `${below(1000)}`],
      ],
    ],
    () => [['payment', 'confirm', payment()]],
    () => [['payment', 'fail', payment()]],
    () => [['payment', 'refund', payment(), '--yes']],
    () => [
      [
        ...[
          'subscription',
          'add',
          '--client',
          `${client()}`,
          '--name',
          `Hosting ${below(1_000_000)}`,
          '--amount',
          amount(),
        ],
        ...['--interval', one('day', 'week', 'month', 'year'), '--tax-rate', '19.00', '--tax-category', 'S'],
      ],
    ],
    () => [['subscription', 'change', subscription(), '--amount', amount()]],
    () => [['subscription', 'pause', subscription()]],
    () => [['subscription', 'resume', subscription()]],
    () => [['subscription', 'cancel', subscription(), '--yes']],
    () => [['tick']],
  ]
  for (let n = 0; n < count; n++) {
    if (below(10) === 0) now += below(2 * 86_400) * 1000
    const [args, input = ''] = one(...commands)()
    const { exitCode, err } = await runAt(new Date(now).toISOString())(args, { input })
    if (exitCode === 0) outcomes.done++
    else if (exitCode === 1 && !/\n {4}at /.test(err)) outcomes.refused++
    else throw new Error(`clustrix ${args.join(' ')} failed: ${err}`)
  }
  return outcomes
}
