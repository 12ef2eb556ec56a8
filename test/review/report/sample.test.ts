import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseDocument } from '../../../openapi/read.ts'
import { diffDocuments } from '../../../review/diff/diff.ts'
import { gate } from '../../../review/diff/gate.ts'
import { lint } from '../../../review/lint/lint.ts'
import { readProject } from '../../../review/report/checklist/project.ts'
import { gather } from '../../../review/report/gather.ts'
import { MARKER, markdownOf } from '../../../review/report/markdown/report.ts'
import { sampleOf } from './sample.ts'

const [, sample = ''] = readFileSync('docs/spec-review-sample.md', 'utf8').split(/(?=<!-- clustrix-spec-review -->)/)

const base = parseDocument('openapi.yaml', readFileSync('openapi.yaml', 'utf8'))
const head = parseDocument('openapi.yaml', sampleOf())
const diff = diffDocuments(base, head)
const report = markdownOf(
  await gather({
    base,
    head,
    diff,
    gate: gate(diff, { list: [], problems: [] }, '2026-11-22'),
    lint,
    docs: Promise.resolve({ found: true }),
    project: readProject,
  }),
)

/** Lines and sums shift with every edit of the contract. */
const withoutNumbers = (text: string) => text.replaceAll(/\d+/g, '0')
const linesIn = (text: string, pattern: RegExp) => withoutNumbers(text).match(pattern)

describe('the sample in docs/ is up to date, except for numbers', () => {
  test.each([
    ['headings', /^#+ .*/gm],
    ['the verdict', /^> .*/gm],
    ['the changes', /^- .*\(`[\w-]+`; .*/gm],
    ['what is folded', /^<details>.*/gm],
    ['generated lines', /^[+-] {2}.*/gm],
    ['the steps', /^- \[.*/gm],
  ])('%s', (_, pattern) => {
    expect(linesIn(sample, pattern)).not.toBeNull()
    expect(linesIn(sample, pattern)).toEqual(linesIn(report, pattern))
  })
})

test('the sample contains no path of a machine', () => {
  expect(sample.startsWith(MARKER)).toBe(true)
  expect(sample).not.toMatch(/\/(tmp|home|root|work|Users)\//)
})
