import { expect, test } from 'vitest'
import { textOf } from '../../../../conformance/requests/values/pattern.ts'

test.each([
  ['^[A-Z]{3}$', 1, 'AAA'],
  ['\\S', 1, 'x'],
  ['^[^@\\s]+@[^@\\s]+$', 1, 'x@x'],
  ['^(?!""$)(?:"[ -~]{1,255}"|[ -~]{1,255})$', 1, '"x"'],
  ['^TKT-\\d{4}-\\d{4,}$', 1, 'TKT-0000-0000'],
  ['^\\d+(\\.\\d+)?$', 1, '0'],
  ['^(?<first>a|b)c*$', 3, 'accc'],
  ['^a|b$', 1, 'a'],
  ['^[.]\\.x?$', 1, '..'],
  ['^x{2,4}$', 4, 'xxxx'],
])('%s of at least %i: %s', (pattern, length, text) => {
  expect(textOf(pattern, length)).toBe(text)
})

test('an unsupported pattern gives a string of the minimum length', () => {
  expect(textOf('^(?=.*\\d)[a-z\\d]{8}$', 8)).toBe('xxxxxxxx')
})
