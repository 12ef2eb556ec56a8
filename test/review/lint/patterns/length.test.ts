import { expect, test } from 'vitest'
import { limitsLength } from '../../../../review/lint/patterns/length.ts'
import { parsePattern } from '../../../../review/lint/patterns/parse.ts'

/** Undefined for an invalid pattern. */
const isLimited = (source: string) => {
  const pattern = parsePattern(source)
  return pattern && limitsLength(pattern)
}

test.each([
  '^[A-Z]{3}$',
  '^$',
  '^(?!""$)(?:"[ -~]{1,255}"|[ -~]{1,255})$',
  String.raw`^\d{4}-\d{2}(\.\d{0,3})?$`,
  '^a$|^bc?$',
  String.raw`^\p{L}\u{1F600}[\]*+]{2}\*$`,
  '^(?<name>a|b){2,3}?$',
])('%s limits the length', source => {
  expect(isLimited(source)).toBe(true)
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
])('%s does not limit the length', source => {
  expect(isLimited(source)).toBe(false)
})
