import { beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../conformance/report.ts'
import { runConformance } from '../../conformance/run.ts'
import { loadDocument } from '../../openapi/read.ts'
import { remoteLike } from './remote-like.ts'

const contract = loadDocument('openapi.yaml')

describe('a run that writes to a server which cannot be reset', () => {
  let target: Awaited<ReturnType<typeof remoteLike>>
  let report: Report
  beforeAll(async () => {
    target = await remoteLike()
    report = await runConformance({ contract, target })
  }, 300_000)

  test('passes', () => {
    expect(report.violations).toEqual([])
    expect(report.verdict).toBe('passed')
  })

  test('revokes every token it created', async () => {
    const tokens = new Set(target.sent.map(({ headers }) => headers.get('Authorization')))
    const valid: string[] = []
    for (const Authorization of tokens) {
      if (Authorization === null) continue
      const response = await target.fetch(new Request(`${target.origin}/api/v1/me`, { headers: { Authorization } }))
      if (response.status === 200) valid.push(Authorization)
    }
    expect(tokens.size).toBeGreaterThan(1)
    expect(valid).toEqual([])
  })
})
