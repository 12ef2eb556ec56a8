import { beforeAll, describe, expect, test } from 'vitest'
import { createInProcess } from '../conformance/in-process/target.ts'
import type { Report } from '../conformance/report.ts'
import { runConformance } from '../conformance/run.ts'
import type { Target } from '../conformance/target.ts'
import { createMock } from '../mock/examples/app.ts'
import { loadDocument } from '../openapi/read.ts'

const contract = loadDocument('openapi.yaml')

const TIMEOUT = 300_000

describe('the app', () => {
  let report: Report
  beforeAll(async () => {
    report = await runConformance({ contract, target: await createInProcess() })
  }, TIMEOUT)

  test('follows the contract', () => {
    expect(report.violations).toEqual([])
    expect(report.verdict).toBe('passed')
  })

  test('returns everything that the contract declares', () => {
    const unseen = report.cells.filter(({ seen, exclusion }) => seen === 0 && exclusion === undefined)
    expect(unseen.map(({ name }) => name)).toEqual([])
    expect(report.counts.excluded).toBeLessThanOrEqual(5)
  })

  test('passes every scenario', () => {
    expect(report.scenarios.filter(({ result }) => result !== 'passed')).toEqual([])
    expect(report.counts.scenarios).toBeGreaterThan(40)
  })
})

describe('the mock', () => {
  test('sends valid responses only, and accepts every valid request', { timeout: TIMEOUT }, async () => {
    const { fetch } = await createMock(contract, () => {})
    const target: Target = {
      name: 'mock',
      origin: 'http://127.0.0.1:4010',
      accounts: [{ email: 'you@company.com', password: 'any' }],
      readOnly: true,
      fetch: request => fetch(request),
    }
    const { violations, counts } = await runConformance({ contract, target })
    expect(counts.cases).toBeGreaterThan(800)
    // Without state no token is wrong, every id is the one of the example, and no scenario can pass. Lists do follow the query.
    const needState = new Set(['refusal', 'fields', 'row', 'etag', 'scenario'])
    expect(violations.filter(({ rule }) => !needState.has(rule))).toEqual([])
  })
})
