import { afterAll, describe, expect, test } from 'vitest'
import { openRestorablePostgres } from '../../../../conformance/in-process/postgres.ts'
import { createOn } from '../../../../conformance/in-process/target.ts'
import { runConformance } from '../../../../conformance/run.ts'
import { loadDocument } from '../../../../openapi/read.ts'
import { startServer } from '../../../support/postgres/server.ts'

const server = await startServer()
afterAll(() => server?.stop())

describe.skipIf(!server)('the app on PostgreSQL', () => {
  test('passes the whole conformance suite', { timeout: 600_000 }, async () => {
    await server?.admin('CREATE DATABASE conformance')
    const restorable = await openRestorablePostgres(server?.url('conformance') ?? '')
    const report = await runConformance({ contract: loadDocument('openapi.yaml'), target: createOn(restorable) })
    await restorable.close()
    expect(report.violations).toEqual([])
    expect(report.verdict).toBe('passed')
    expect(report.scenarios.filter(({ result }) => result !== 'passed')).toEqual([])
    expect(report.counts.scenarios).toBeGreaterThan(40)
  })
})
