import { styleText } from 'node:util'
import { expect, test } from 'vitest'
import { textOf } from '../../../../conformance/command/formats/text.ts'
import type { Report } from '../../../../conformance/report.ts'
import { sampleReport } from './sample.ts'

const plain = (report: Report) => textOf(report, (_, text) => text)

test('the text tells what is wrong, where, and how to reproduce it', () => {
  expect(plain(sampleReport())).toBe(`\
Things & more 1.0.0 (openapi.yaml) on http://127.0.0.1:3000

1. listThings · body · /data/0/total must be string (3 times)
    contract  openapi.yaml:12:7
    case      base
    also      query a: empty; query b: empty
    request   GET /things?a=<1>&b="2"
              Authorization: Bearer $TOKEN
    response  200
              content-type: application/json
              {"data":[{"total":1}]}
    again     curl 'http://127.0.0.1:3000/things'

2. outside any operation · status · bell \\u0007, escape \\u001b[31m, lone \\ud800
    case      PATCH /things

Coverage
              200  201  503
  listThings   12    ·    ~
  addThing      ·  3+!    ~
responses per status   · not declared   ! never seen   ~ never seen, excluded below

Declared, but never seen
  response  addThing 201 text/plain
  value     #/components/schemas/Thing/properties/state enum "gone"
  rule      listThings: max_id leaves out newer rows: the list has no rows
            add rows to things.ts

Excluded, with reason
     2  only a busy server says it: listThings 503 application/json, addThing 503 application/json

Left out
  2 of 9 operations, because they need a token

Scenarios: 1 passed, 1 failed, 2 skipped
  failed   a walk sees each row once: row 3 came twice
  skipped  pauses end, trials end: needs a clock

Failed: 1234 requests, 12 cases (2 skipped: they would write, or need another account), 3 scenarios, 3 of 7 cells covered, 2 excluded, 4 violations
`)
})

test('a long body is truncated, a body of several lines is indented', () => {
  const [violation] = sampleReport().violations
  const response = { status: 200, headers: {}, body: `<p>\n${'é'.repeat(1000)}` }
  const text = plain(sampleReport({ violations: [{ ...violation!, response }] }))
  expect(text).toContain(
    `    response  200\n              <p>\n              ${'é'.repeat(396)} … (604 more characters)\n`,
  )
})

test('kinds of violation beyond the maximum are only counted', () => {
  const [violation] = sampleReport().violations
  const violations = Array.from({ length: 45 }, (_, i) => ({ ...violation!, message: `kind ${i}` }))
  const text = plain(sampleReport({ violations }))
  expect(text).toContain('kind 29')
  expect(text).not.toContain('kind 30')
  expect(text).toContain('… and 15 more kinds of violation: --format json has all')
})

test('a passed run has no empty sections', () => {
  const counts = { ...sampleReport().counts, violations: 0, excluded: 0, cells: 1, covered: 1 }
  const cells = sampleReport().cells.slice(0, 1)
  expect(plain(sampleReport({ verdict: 'passed', counts, cells, violations: [], scenarios: [], leftOut: [] }))).toBe(`\
Things & more 1.0.0 (openapi.yaml) on http://127.0.0.1:3000

Coverage
              200
  listThings   12
responses per status   · not declared   ! never seen   ~ never seen, excluded below

Passed: 1234 requests, 12 cases (2 skipped: they would write, or need another account), 3 scenarios, 1 of 1 cells covered, 0 violations
`)
})

test('a terminal adds only colours', () => {
  const coloured = textOf(sampleReport(), (style, text) => styleText(style, text, { validateStream: false }))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are searched for
  const colours = /\u001b\[\d+m/g
  expect(coloured).toMatch(colours)
  expect(coloured.replace(colours, '')).toBe(plain(sampleReport()))
})
