import type { Alert } from '../../../examples/alert-ticket/alerts.ts'

export const alert: Alert = {
  status: 'firing',
  labels: { alertname: 'DiskFull', instance: 'web-3', severity: 'critical' },
  annotations: { summary: 'The disk of web-3 is 97 % full' },
  startsAt: '2026-11-22T11:58:00.000Z',
  fingerprint: 'a1b2c3d4e5f60718',
  generatorURL: 'http://prometheus.example/graph?g0.expr=disk',
}
