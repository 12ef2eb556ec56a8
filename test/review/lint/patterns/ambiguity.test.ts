import { expect, test } from 'vitest'
import { hasAmbiguousRepetition } from '../../../../review/lint/patterns/ambiguity.ts'
import { parsePattern } from '../../../../review/lint/patterns/parse.ts'

/** Undefined for an invalid pattern. */
const isAmbiguous = (source: string) => {
  const pattern = parsePattern(source)
  return pattern && hasAmbiguousRepetition(pattern)
}

test.each([
  '(a+)+',
  '(a*)*',
  '([A-Z]+)+$',
  '^(a|a)*$',
  String.raw`^(\w|\d)+$`,
  String.raw`^(\w+\s?)*$`,
  String.raw`^(\w*\w+)*$`,
  '^(a{1,3})*$',
  '^(aa?)*$',
  '^((ab)*)*$',
  '^(x(a+)+y)$',
  '^(a+){1,50}$',
  '^(-[a-z-]+)*$',
  '^(?:(?:a|b)+)+$',
  String.raw`^(\p{L}+)+$`,
  String.raw`^(\p{L}|a)*$`,
  '^(?=(a+)+$)',
])('%s is ambiguous', source => {
  expect(isAmbiguous(source)).toBe(true)
})

test.each([
  '^[a-z0-9]+(?:-[a-z0-9]+)*$',
  String.raw`^\d+(\.\d+)?$`,
  String.raw`^(\w+\s)*$`,
  String.raw`^\s*\w+(,\s*\w+)*$`,
  '^(a|b)*$',
  '^(ab?)*$',
  '^(a|ab)*$',
  String.raw`^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(?!$)|$)){4}$`,
  '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$',
  String.raw`^[^@\s]+@[^@\s]+$`,
  String.raw`^([^"\\]|\\.)*$`,
  '^(?=a+$)(?:ab)*$',
  '^a+$',
  String.raw`^\p{L}+(-\p{L}+)*$`,
])('%s is not ambiguous', source => {
  expect(isAmbiguous(source)).toBe(false)
})
