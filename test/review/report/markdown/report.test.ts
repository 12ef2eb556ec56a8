import { describe, expect, test } from 'vitest'
import { gather } from '../../../../review/report/gather.ts'
import { MARKER, markdownOf } from '../../../../review/report/markdown/report.ts'
import type { Review } from '../../../../review/report/review.ts'
import { BASE, base, change, diff, diffOf, gateOf, HEAD, head } from '../versions.ts'

const gate = gateOf({
  isEnough: false,
  message: 'info.version is still 1.4.0 and must rise to at least 2.0.0 (major)',
  lowest: '2.0.0',
})
const finding = {
  rule: 'contract/has-example',
  severity: 'error',
  file: 'orders.yaml',
  line: 9,
  column: 11,
  pointer: '#/paths/~1orders/get/parameters/1',
  message: 'the parameter due has no example',
  hint: 'Give it one.',
} as const

const review = await gather({
  base,
  head,
  texts: { base: BASE, head: HEAD },
  diff,
  gate,
  lint: async document => (document === head ? [finding] : []),
  project: () => ({
    changelog: '## 1.4.0\n\n- Orders.\n',
    stale: ['client/src/types.gen.ts'],
    handlerOf: () => ({ file: 'server/orders/handlers.ts', isThere: false }),
  }),
  docs: Promise.resolve({ found: true }),
})

test('a complete report', async () => {
  await expect(markdownOf(review)).toMatchFileSnapshot('golden.md')
})

test('starts with its marker, which occurs once, whatever the contract contains', () => {
  const text = markdownOf({ ...review, diff: diffOf([change({ message: `${MARKER} and more`, hint: MARKER })]) })
  expect(text.startsWith(`${MARKER}\n`)).toBe(true)
  expect(text.split(MARKER)).toHaveLength(2)
})

test('no changes make a report of two lines', () => {
  const same: Review = {
    ...review,
    diff: diffOf([], { verdict: 'none', requiredBump: 'none' }),
    gate: gateOf({ required: 'none' }),
    added: [],
    excerpts: { found: [] },
    findings: { found: [] },
    generated: { found: [] },
    conformance: { found: [] },
    mock: { found: { added: [], removed: [], responses: [] } },
    steps: [],
  }
  const [heading, alert, said, ...rest] = markdownOf(same).split('\n').slice(2).filter(Boolean)
  expect([heading, alert]).toEqual(['## Spec review: no changes', '> [!NOTE]'])
  expect(said).toContain('The contract does not change.')
  expect(rest.map(line => line.slice(0, 40))).toEqual([
    '### Before merging',
    'Nothing left to do that can be found in ',
    'All details are in report.json. docs.htm',
  ])
})

test('a part that failed says why, and the others are complete', () => {
  const refused = { refused: 'orders.yaml:3:1 #/x: <b>is not supported</b>' }
  const text = markdownOf({
    ...review,
    generated: refused,
    conformance: refused,
    mock: refused,
    findings: refused,
    docs: refused,
  })
  expect(text.match(/orders\.yaml:3:1 #\/x: &lt;b&gt;is not supported&lt;\/b&gt;/g)).toHaveLength(5)
  expect(text).toContain('### Breaking changes')
})

describe('fits into a comment', () => {
  const long = 'x'.repeat(2_000)
  const many = (length: number, text: string) =>
    Array.from({ length }, (_, index) =>
      change({
        verdict: (['breaking', 'compatible', 'docs'] as const)[index % 3],
        rule: `rule-${text}`,
        operations: [`operation${index}${text}`, `another${index}${text}`],
        message: `change ${index} ${text}`,
        hint: text,
      }),
    )
  const bytes = (text: string) => Buffer.byteLength(text)
  const hunk = { start: { base: 1, head: 1 }, context: ['paths'], lines: Array.from({ length: 60 }, () => `+${long}`) }
  const cells = Array.from({ length: 40 }, (_, index) => `cell ${index} ${long}`)
  const monster = (text: string): Review => ({
    ...review,
    diff: diffOf(many(60, text)),
    gate: { ...gate, problems: cells },
    findings: { found: Array.from({ length: 40 }, () => ({ ...finding, message: long, hint: long, rule: long })) },
    generated: {
      found: ['types.gen.ts', 'routes.gen.ts'].map(file => ({
        file,
        added: 9,
        removed: 9,
        hunks: Array.from({ length: 4 }, () => hunk),
      })),
    },
    conformance: {
      found: cells.map(operation => ({
        operation,
        cells: { added: cells.slice(0, 9), removed: [] },
        requests: { added: cells.slice(0, 9), removed: [], changed: [] },
      })),
    },
    mock: {
      found: {
        added: cells,
        removed: cells,
        responses: cells.map(response => ({ response, change: 'added', operations: cells })),
      },
    },
    steps: cells.map(text => ({ isDone: false, text })),
  })

  test.each([
    ['many short changes', ''],
    ['many long changes', long],
    ['characters of four bytes', '😀'.repeat(2_000)],
    ['characters that grow when they are escaped', '<'.repeat(2_000)],
    ['characters that grow in code', '`'.repeat(2_000)],
  ])('%s', (_, text) => {
    const report = markdownOf(monster(text))
    expect(bytes(report)).toBeLessThanOrEqual(60_000)
    expect(report.startsWith(`${MARKER}\n\n## Spec review: breaking`)).toBe(true)
    expect(report).toContain('Shortened to fit')
  })

  test('with as much as fits and every section', () => {
    const report = markdownOf({ ...review, diff: diffOf(many(900, '')) })
    expect(bytes(report)).toBeGreaterThan(20_000)
    const sections = (text: string) => text.match(/^(##+ [\w ]+|<details><summary>[^<:]+)/gm)
    expect(sections(report)).toEqual(sections(markdownOf(review)))
    expect(report).toMatch(/… and \d+ more changes, in report\.json/)
  })

  test('nothing is cut if everything fits', () => {
    expect(markdownOf(review)).not.toContain('Shortened')
  })
})
