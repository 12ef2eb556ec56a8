import { expect, test } from 'vitest'
import type { Finding } from '../../../review/lint/finding.ts'
import { format, type Paint } from '../../../review/lint/format.ts'

const plain: Paint = (_, text) => text
const coloured: Paint = (style, text) => `<${style}>${text}</>`

const finding: Finding = {
  rule: 'house/field-known',
  severity: 'error',
  file: 'a,b.yaml',
  line: 3,
  column: 7,
  pointer: '#/info/x',
  message: 'It is 100% wrong',
  hint: 'Remove it.',
}
const findings = [finding, { ...finding, line: 4, severity: 'warning' as const }]

test('text has a line with the place, and one that says what to do', () => {
  expect(format('text', findings, plain)).toBe(
    'a,b.yaml:3:7 house/field-known It is 100% wrong\n  Remove it.\na,b.yaml:4:7 house/field-known It is 100% wrong\n  Remove it.\n',
  )
})

test('text is painted by severity', () => {
  expect(format('text', findings, coloured)).toBe(
    '<bold>a,b.yaml:3:7</> <red>house/field-known</> It is 100% wrong\n  <dim>Remove it.</>\n' +
      '<bold>a,b.yaml:4:7</> <yellow>house/field-known</> It is 100% wrong\n  <dim>Remove it.</>\n',
  )
})

test('json is the findings', () => {
  expect(JSON.parse(format('json', findings, coloured))).toEqual(findings)
})

test('github annotates the line, with what would end a property or a message escaped', () => {
  expect(format('github', findings, coloured)).toBe(
    '::error file=a%2Cb.yaml,line=3,col=7,title=house/field-known::It is 100%25 wrong%0ARemove it.\n' +
      '::warning file=a%2Cb.yaml,line=4,col=7,title=house/field-known::It is 100%25 wrong%0ARemove it.\n',
  )
})

test.each([
  ['text', ''],
  ['json', '[]\n'],
  ['github', ''],
] as const)('nothing found is %s %j', (name, text) => {
  expect(format(name, [], plain)).toBe(text)
})
