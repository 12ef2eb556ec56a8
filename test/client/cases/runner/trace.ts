import { inspect } from 'node:util'
import { START } from './clock.ts'
import type { Seen } from './seen.ts'

/** What happened, line by line, for whoever reads a failure. */
export function trace({ exchanges, hooks, outcomes, time }: Seen): string {
  const at = (instant: number | undefined) => (instant === undefined ? 'still open' : `${instant - START} ms`)
  return [
    'The exchanges:',
    ...exchanges.flatMap(({ method, url, headers, body, answer, startedAt, endedAt }, index) => [
      `${index + 1}. at ${at(startedAt)} ${method} ${url}`,
      `   ${line(headers)}${body && ` ${body}`}`,
      `   → ${line(answer)}, over at ${at(endedAt)}`,
    ]),
    ...(hooks.length > 0 ? ['The hooks:', ...hooks.map(line)] : []),
    `The outcomes, at ${time} ms:`,
    ...outcomes.map(line),
  ].join('\n')
}

/** Of a long body the beginning is enough. */
function line(value: unknown): string {
  const text = inspect(value, { depth: 6, breakLength: Infinity, compact: true })
  return text.length > 500 ? `${text.slice(0, 500)} …` : text
}
