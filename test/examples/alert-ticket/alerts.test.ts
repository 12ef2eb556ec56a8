import { expect, test } from 'vitest'
import { readAlerts } from '../../../examples/alert-ticket/alerts.ts'
import { UsageError } from '../../../examples/connect.ts'
import { alert } from './alert.ts'

const message = (...alerts: unknown[]) => JSON.stringify({ version: '4', status: 'firing', alerts })

test('reads all alerts of a webhook message', () => {
  const other = { ...alert, status: 'resolved', endsAt: '2026-11-22T12:00:00Z' }
  expect(readAlerts(message(alert, other))).toEqual([alert, { ...alert, status: 'resolved' }])
})

test('equal times in different time zones are equal', () => {
  const [read] = readAlerts(message({ ...alert, startsAt: '2026-11-22T12:58:00+01:00' }))
  expect(read).toEqual(alert)
})

test('reads nanoseconds', () => {
  const [read] = readAlerts(message({ ...alert, startsAt: '2026-11-22T11:58:00.123456789Z' }))
  expect(read?.startsAt).toBe('2026-11-22T11:58:00.123Z')
})

test('annotations and generatorURL may be missing', () => {
  const [read] = readAlerts(message({ ...alert, annotations: undefined, generatorURL: undefined }))
  expect(read).toEqual({ ...alert, annotations: {}, generatorURL: '' })
})

test('a message may have no alerts', () => {
  expect(readAlerts(message())).toEqual([])
})

test.each([
  ['', 'The message on stdin is not JSON'],
  ['{', 'The message on stdin is not JSON'],
  ['[]', 'The message is not an object'],
  ['{}', 'The message on stdin has no list "alerts"'],
  [message(null), 'alerts[0] is not an object'],
  [message(alert, { ...alert, status: 'on fire' }), 'alerts[1].status is neither "firing" nor "resolved"'],
  [message({ ...alert, fingerprint: undefined }), 'alerts[0] has no fingerprint'],
  [message({ ...alert, fingerprint: '' }), 'alerts[0] has no fingerprint'],
  [message({ ...alert, startsAt: 'yesterday' }), 'alerts[0].startsAt is not a time'],
  [message({ ...alert, labels: undefined }), 'alerts[0].labels is not an object'],
  [message({ ...alert, annotations: [] }), 'alerts[0].annotations is not an object'],
])('%s is refused: %s', (text, reason) => {
  expect(() => readAlerts(text)).toThrow(new UsageError(reason))
})
