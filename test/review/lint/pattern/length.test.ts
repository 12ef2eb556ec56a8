import { expect, test } from 'vitest'
import { isBounded } from '../../../../review/lint/pattern/length.ts'

test.each([
  '^[A-Z]{3}$',
  '^$',
  '^(?!""$)(?:"[ -~]{1,255}"|[ -~]{1,255})$',
  String.raw`^\d{4}-\d{2}(\.\d{0,3})?$`,
  '^a$|^bc?$',
  String.raw`^\p{L}\u{1F600}[\]*+]{2}\*$`,
  '^(?<name>a|b){2,3}?$',
])('%s bounds a text', source => {
  expect(isBounded(source)).toBe(true)
})

test.each([
  String.raw`\S`,
  '^abc',
  'abc$',
  '^a$|b',
  '^a+$',
  '^a*$',
  '^a{2,}$',
  '^(a|b+)$',
  '^(?:a+){3}$',
  String.raw`^(a)\1$`,
  '^(a$|b$)',
])('%s does not', source => {
  expect(isBounded(source)).toBe(false)
})
