import { UsageError } from '../connect.ts'

/** An alert as Alertmanager's webhook sends it (version 4 of its message). */
export interface Alert {
  status: 'firing' | 'resolved'
  labels: Record<string, string>
  annotations: Record<string, string>
  /** When the alert started to fire; the same in all notifications until it is resolved. */
  startsAt: string
  /** Identifies the set of labels; the same each time the alert fires. */
  fingerprint: string
  /** Link to the rule in the monitoring system. */
  generatorURL: string
}

/** The alerts in a webhook message. Throws UsageError if the message is invalid. */
export function readAlerts(message: string): Alert[] {
  const { alerts } = objectOf(jsonOf(message), 'The message')
  if (!Array.isArray(alerts)) throw new UsageError('The message on stdin has no list "alerts"')
  return alerts.map((alert, index) => readAlert(objectOf(alert, `alerts[${index}]`), `alerts[${index}]`))
}

function readAlert(alert: Record<string, unknown>, where: string): Alert {
  const { status, labels, annotations = {}, startsAt, fingerprint, generatorURL } = alert
  if (status !== 'firing' && status !== 'resolved')
    throw new UsageError(`${where}.status is neither "firing" nor "resolved"`)
  if (typeof fingerprint !== 'string' || fingerprint === '') throw new UsageError(`${where} has no fingerprint`)
  if (typeof startsAt !== 'string' || Number.isNaN(Date.parse(startsAt)))
    throw new UsageError(`${where}.startsAt is not a time`)
  return {
    status,
    labels: textsOf(labels, `${where}.labels`),
    annotations: textsOf(annotations, `${where}.annotations`),
    startsAt: new Date(startsAt).toISOString(),
    fingerprint,
    generatorURL: typeof generatorURL === 'string' ? generatorURL : '',
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError('The message on stdin is not JSON')
  }
}

function objectOf(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`${where} is not an object`)
  return value as Record<string, unknown>
}

const textsOf = (value: unknown, where: string): Record<string, string> =>
  Object.fromEntries(Object.entries(objectOf(value, where)).map(([name, text]) => [name, String(text)]))
