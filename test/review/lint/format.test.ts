import { expect, test } from 'vitest'
import type { Finding } from '../../../review/lint/finding.ts'
import { format, type Paint } from '../../../review/lint/format.ts'

const plain: Paint = (_, text) => text
const coloured: Paint = (style, text) => `<${style}>${text}</>`

const finding: Finding = {
  rule: 'contract/field-known',
  severity: 'error',
  file: 'a,b.yaml',
  line: 3,
  column: 7,
  pointer: '#/info/x',
  message: 'It is 100% wrong',
  hint: 'Remove it.',
}
const findings = [finding, { ...finding, line: 4, severity: 'warning' as const }]

test('text has a line with place and message, and a line with the hint', () => {
  expect(format('text', findings, plain)).toBe(
    'a,b.yaml:3:7 contract/field-known It is 100% wrong\n  Remove it.\na,b.yaml:4:7 contract/field-known It is 100% wrong\n  Remove it.\n',
  )
})

test('text is coloured by severity', () => {
  expect(format('text', findings, coloured)).toBe(
    '<bold>a,b.yaml:3:7</> <red>contract/field-known</> It is 100% wrong\n  <dim>Remove it.</>\n' +
      '<bold>a,b.yaml:4:7</> <yellow>contract/field-known</> It is 100% wrong\n  <dim>Remove it.</>\n',
  )
})

test('json has all findings', () => {
  expect(JSON.parse(format('json', findings, coloured))).toEqual(findings)
})

test('github prints annotations, with the characters escaped that would end a property or a message', () => {
  expect(format('github', findings, coloured)).toBe(
    '::error file=a%2Cb.yaml,line=3,col=7,title=contract/field-known::It is 100%25 wrong%0ARemove it.\n' +
      '::warning file=a%2Cb.yaml,line=4,col=7,title=contract/field-known::It is 100%25 wrong%0ARemove it.\n',
  )
})

test.each([
  ['text', ''],
  ['json', '[]\n'],
  ['github', ''],
] as const)('without findings %s is %j', (name, text) => {
  expect(format(name, [], plain)).toBe(text)
})
