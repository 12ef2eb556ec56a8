import { expect, test } from 'vitest'
import { ambiguousLoop } from '../../../../review/lint/pattern/ambiguity.ts'

test.each([
  '(a+)+',
  '(a*)*',
  '([A-Z]+)+$',
  '^(a|a)*$',
  String.raw`^(\w|\d)+$`,
  String.raw`^(\w+\s?)*$`,
  String.raw`^(\s*\w+)*$`.replace('s*', 'w*'),
  '^(a{1,3})*$',
  '^(aa?)*$',
  '^((ab)*)*$',
  '^(x(a+)+y)$',
  '^(a+){1,50}$',
  '^(-[a-z-]+)*$',
  '^(?:(?:a|b)+)+$',
])('%s can be taken apart in many ways', source => {
  expect(ambiguousLoop(source)).toBe(source)
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
])('%s in one', source => {
  expect(ambiguousLoop(source)).toBeUndefined()
})
