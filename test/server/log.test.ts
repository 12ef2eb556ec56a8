import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLog } from '../../server/log.ts'

const NOON = Date.parse('2026-11-22T12:00:00Z')

function logger(minimum: Parameters<typeof createLog>[0]) {
  const lines: string[] = []
  return {
    lines,
    log: createLog(
      minimum,
      line => lines.push(line),
      () => NOON,
    ),
  }
}

test('an entry is one line of JSON that begins with the time', () => {
  const { lines, log } = logger('info')
  log({ level: 'info', event: 'request', path: '/api/v1/me', status: 200 })
  expect(lines).toEqual([
    '{"time":"2026-11-22T12:00:00.000Z","level":"info","event":"request","path":"/api/v1/me","status":200}\n',
  ])
})

test.each([
  ['info', ['info', 'warn', 'error']],
  ['warn', ['warn', 'error']],
  ['error', ['error']],
  ['silent', []],
] as const)('LOG_LEVEL=%s writes %j', (minimum, written) => {
  const { lines, log } = logger(minimum)
  for (const level of ['info', 'warn', 'error'] as const) log({ level, event: 'x' })
  expect(lines.map(line => JSON.parse(line).level)).toEqual(written)
})

test('user text cannot start a new line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (path, error) => {
      const { lines, log } = logger('info')
      log({ level: 'warn', event: 'x', path, error })
      expect(lines.join('').match(/[\p{Cc}\u2028\u2029]/gu)?.length).toBe(1)
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({ path: path.toWellFormed(), error: error.toWellFormed() })
    }),
    { numRuns: 100, examples: [['/a\n{"level":"error"}', '\u2028\r\n\u0085\u009b2J']] },
  )
})
