import { parseArgs } from 'node:util'
import { parseOrUsage, UsageError } from '../connect.ts'

const USAGE = 'pause-until --until 2027-01-31 [--subscription 12 13 …]'

/** @returns `ids` is empty if all active subscriptions are meant. Throws UsageError. */
export function readArguments(args: string[]): { until: string; ids: number[] } {
  const options = { until: { type: 'string' }, subscription: { type: 'string', multiple: true } } as const
  const { values, positionals } = parseOrUsage(USAGE, () => parseArgs({ args, options, allowPositionals: true }))
  const { until, subscription } = values
  if (!until) throw new UsageError(`--until is required. Usage: ${USAGE}`)
  if (!isDate(until)) throw new UsageError(`--until ${until} is not a date such as 2027-01-31`)
  if (!subscription && positionals.length > 0)
    throw new UsageError(`Unexpected argument "${positionals[0]}". Usage: ${USAGE}`)
  return { until, ids: [...new Set([...(subscription ?? []), ...positionals].map(idOf))] }
}

/** Date.parse would accept 31 February as a day in March. */
const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().slice(0, 10) === text

function idOf(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new UsageError(`--subscription ${text} is not an id`)
  return Number(text)
}
