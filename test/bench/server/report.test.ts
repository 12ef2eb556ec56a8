import { expect, test } from 'vitest'
import { type Report, withResults } from '../../../bench/server/report.ts'

const report: Report = {
  rounds: 3,
  warmRequests: 1000,
  rate: 1000,
  connections: 8,
  withLog: new Map([
    [
      'list of 25',
      new Map([
        ['this server', [120, 150, 130]],
        ['bare node:http', [100, 100, 100]],
      ]),
    ],
    ['PDF of one page', new Map([['this server', [11_000, 12_000, 13_000]]])],
  ]),
  withoutLog: new Map(),
  load: { title: 'list of 25', results: new Map([['this server', { perSecond: 5000, p50: 1.2, p99: 4.5 }]]) },
  idle: new Map([['this server', 100]]),
  loaded: new Map([['this server', 120]]),
}

test('results replace what is between the marks of a page', () => {
  const page = 'Before.\n<!-- bench:server -->\nOld.\n<!-- /bench:server -->\nAfter.\n'
  const once = withResults(page, report)
  expect(once).toMatch(/^Before\.\n<!-- bench:server -->\n[\s\S]*<!-- \/bench:server -->\nAfter\.\n$/)
  expect(once).not.toContain('Old.')
  expect(once).toContain('| this server | 1.30 (1.20–1.50) |')
  expect(once).toContain('| bare node:http | 1 (100 µs) |')
  expect(once).toContain('| this server | 5000 | 1.2 ms | 4.5 ms | 100 MB | 120 MB |')
  expect(once).toContain('PDF of one page: 12.0 ms of CPU time (11.0 ms–13.0 ms).')
  expect(withResults(once, report)).toBe(once)
})

test('a page without marks is refused', () => {
  expect(() => withResults('No marks.', report)).toThrow('has no marks')
})
