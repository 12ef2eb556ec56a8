import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { MARKER } from '../../../review/report/markdown/report.ts'
import { sampleReport } from './sample.ts'

const [, sample = ''] = readFileSync('docs/spec-review-sample.md', 'utf8').split(/(?=<!-- clustrix-spec-review -->)/)

const report = await sampleReport()

/** Lines and sums shift with every edit of the contract. */
const withoutNumbers = (text: string) => text.replaceAll(/\d+/g, '0')
const linesIn = (text: string, pattern: RegExp) => withoutNumbers(text).match(pattern)

describe('the sample in docs/ is up to date, except for numbers; node test/review/report/write-sample.ts writes it', () => {
  test.each([
    ['headings', /^#+ .*/gm],
    ['the verdict', /^> .*/gm],
    ['the changes', /^- .*\(`[\w-]+`; .*/gm],
    ['what is folded', /^<details>.*/gm],
    ['changed lines', /^ *[+-] {2}.*/gm],
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
