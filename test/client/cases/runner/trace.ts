import { inspect } from 'node:util'
import { START } from './clock.ts'
import type { Observation } from './observation.ts'

/** What happened, line by line, for the message of a failure. */
export function trace({ exchanges, hooks, outcomes, time }: Observation): string {
  const at = (instant: number | undefined) => (instant === undefined ? 'still open' : `${instant - START} ms`)
  return [
    'The exchanges:',
    ...exchanges.flatMap(({ method, url, headers, body, response, startedAt, endedAt }, index) => [
      `${index + 1}. at ${at(startedAt)} ${method} ${url}`,
      `   ${line(headers)}${body && ` ${body}`}`,
      `   → ${line(response)}, ended at ${at(endedAt)}`,
    ]),
    ...(hooks.length > 0 ? ['The hooks:', ...hooks.map(line)] : []),
    `The outcomes, at ${time} ms:`,
    ...outcomes.map(line),
  ].join('\n')
}

/** Long bodies are truncated. */
function line(value: unknown): string {
  const text = inspect(value, { depth: 6, breakLength: Infinity, compact: true })
  return text.length > 500 ? `${text.slice(0, 500)} …` : text
}
