import { expect, test } from 'vitest'
import { runReview } from '../../../review/report/command.ts'
import { reviewed } from './reviewed.ts'
import { BASE, edited } from './versions.ts'

test('a version that cannot be read gives one line, a report and exit code 2', async () => {
  const review = await reviewed('openapi: 3.1.0\ninfo: [')
  expect(review).toMatchObject({ code: 2, log: [] })
  expect(review.error).toHaveLength(1)
  expect(review.error[0]).toMatch(/head\.yaml:\d+:\d+ /)
  expect(review.read('report.md')).toContain('## Spec review: not available')
  expect(JSON.parse(review.read('report.json'))).toEqual({ refused: review.error[0] })
  expect(review.has('docs.html')).toBe(false)
})

test('if the reference cannot be rendered, the report says why', async () => {
  const review = await reviewed(edited(BASE, ['summary: Add an order', 'x-logo: { $ref: ./other.yaml }']))
  expect(review.has('docs.html')).toBe(false)
  expect(review.read('report.md')).toMatch(/docs\.html could not be rendered: .*refers to another document/)
})

test('help succeeds, a misspelled option fails', async () => {
  const said: string[] = []
  const lines = { log: (line: string) => said.push(line), error: (line: string) => said.push(line) }
  expect(await runReview(['--help'], lines)).toBe(0)
  expect(await runReview(['--bas', 'main'], lines)).toBe(2)
  expect(said).toEqual([expect.stringMatching(/^Usage: npm run spec:review/), expect.stringMatching(/^Unknown option/)])
})
