import { createHash } from 'node:crypto'
import type { Schemas } from '@clustrix/client'
import type { Alert } from './alerts.ts'

type NewTicket = Schemas['CreateTicketRequest']

/** Code points, as the contract counts. */
const SUBJECT = 255
const BODY = 20_000
/** A request may have 64 KiB, which 20,000 characters of four bytes exceed; the rest is for the other fields. */
const BODY_BYTES = 60_000

/** By the label `severity`; all others are medium. */
const PRIORITIES = new Map<string | undefined, NewTicket['priority']>([
  ['critical', 'urgent'],
  ['error', 'high'],
  ['info', 'low'],
])

/** The same for all notifications about one outbreak of an alert, whatever else they say. */
export const keyOf = ({ fingerprint, startsAt }: Alert): string =>
  createHash('sha256').update(`${fingerprint} ${startsAt}`).digest('hex')

/** Stands at the end of the subject, where a ticket is found by it. */
export const referenceOf = (alert: Alert): string => `[alert ${keyOf(alert).slice(0, 16)}]`

export const titleOf = ({ labels: { alertname = 'Alert', instance } }: Alert): string =>
  clean(instance ? `${alertname} on ${instance}` : alertname)
    .replace(/\s+/g, ' ')
    .trim()

/** Always the same for the same alert, or the server would refuse its key. */
export function ticketOf(alert: Alert): NewTicket {
  const reference = referenceOf(alert)
  return {
    subject: `${cut(titleOf(alert), SUBJECT - 1 - reference.length)} ${reference}`,
    body: cut(clean(textOf(alert)), BODY, BODY_BYTES),
    priority: PRIORITIES.get(alert.labels.severity) ?? 'medium',
    category: 'technical',
  }
}

function textOf(alert: Alert): string {
  const lines = (texts: Record<string, string>) => Object.entries(texts).map(([name, text]) => `${name}: ${text}`)
  return [
    `${titleOf(alert)} since ${alert.startsAt}`,
    ...lines(alert.annotations),
    lines(alert.labels).join('\n'),
    alert.generatorURL,
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** Without what the server refuses in any text: NUL and halves of surrogate pairs. */
const clean = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd')

/** The beginning of a text, with an ellipsis when there is more. @param bytes at most, as JSON in UTF-8 */
export function cut(text: string, codePoints: number, bytes = Number.POSITIVE_INFINITY): string {
  const characters = [...text]
  const sizes = characters.map(character => Buffer.byteLength(JSON.stringify(character)) - 2)
  if (characters.length <= codePoints && sum(sizes) <= bytes) return text
  let left = bytes - Buffer.byteLength('…')
  const end = sizes.findIndex((size, index) => {
    left -= size
    return index >= codePoints - 1 || left < 0
  })
  return `${characters.slice(0, end).join('')}…`
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
