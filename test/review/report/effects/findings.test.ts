import { expect, test } from 'vitest'
import type { Finding } from '../../../../review/lint/finding.ts'
import { newFindings } from '../../../../review/report/effects/findings.ts'

const finding = (rule: string, pointer: string, line = 1): Finding => ({
  rule,
  pointer,
  line,
  severity: 'error',
  file: 'openapi.yaml',
  column: 1,
  message: 'is wrong',
  hint: '',
})

test.each<[string, Finding[], Finding[], Finding[]]>([
  ['one that was there before is not', [finding('a', '#/x')], [finding('a', '#/x')], []],
  ['one that only moved to another line is not', [finding('a', '#/x', 3)], [finding('a', '#/x', 9)], []],
  ['another rule at the same place is', [finding('a', '#/x')], [finding('b', '#/x')], [finding('b', '#/x')]],
  ['the same rule at another place is', [finding('a', '#/x')], [finding('a', '#/y')], [finding('a', '#/y')]],
  [
    'a second one at the same place is',
    [finding('a', '#/x')],
    [finding('a', '#/x', 1), finding('a', '#/x', 2)],
    [finding('a', '#/x', 2)],
  ],
  ['one that was mended is not', [finding('a', '#/x')], [], []],
])('new: %s', (_, base, head, found) => {
  expect(newFindings(base, head)).toEqual(found)
})
