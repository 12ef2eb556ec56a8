import { createHash } from 'node:crypto'
import type { CreateTicketRequest } from '@clustrix/client'
import type { Alert } from './alerts.ts'

/** In code points, as the contract counts. */
const SUBJECT_LENGTH = 255
const BODY_LENGTH = 20_000
/** A request is limited to 64 KiB, which 20,000 four-byte characters would exceed. The rest is for the other fields. */
const BODY_BYTES = 60_000

/** By the label `severity`; anything else is medium. */
const PRIORITIES = new Map<string | undefined, CreateTicketRequest['priority']>([
  ['critical', 'urgent'],
  ['error', 'high'],
  ['info', 'low'],
])

/** The same for all notifications from when an alert starts to fire until it is resolved, whatever else they say. */
export const keyOf = ({ fingerprint, startsAt }: Alert): string =>
  createHash('sha256').update(`${fingerprint} ${startsAt}`).digest('hex')

/** Written at the end of the subject, so that the ticket can be found again. */
export const referenceOf = (alert: Alert): string => `[alert ${keyOf(alert).slice(0, 16)}]`

/** In one line, because the server refuses control characters in a subject. */
export const titleOf = ({ labels: { alertname = 'Alert', instance } }: Alert): string =>
  clean(instance ? `${alertname} on ${instance}` : alertname)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

/** Must be the same for the same alert, or the server refuses the Idempotency-Key. */
export function ticketOf(alert: Alert): CreateTicketRequest {
  const reference = referenceOf(alert)
  return {
    subject: `${cut(titleOf(alert), SUBJECT_LENGTH - 1 - reference.length)} ${reference}`,
    body: cut(clean(textOf(alert)), BODY_LENGTH, BODY_BYTES),
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

/** Replaces the characters that the server refuses: NUL and lone surrogates. */
const clean = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd')

/** The beginning of a text, with an ellipsis if it was shortened. @param bytes maximum size as JSON in UTF-8 */
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
