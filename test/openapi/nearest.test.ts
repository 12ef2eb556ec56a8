import { expect, test } from 'vitest'
import { nearest } from '../../openapi/nearest.ts'

const WORDS = ['maxLength', 'minLength', 'maximum', 'items', 'id']

test.each([
  ['maxLenght', 'maxLength'],
  ['maxlength', 'maxLength'],
  ['minLengt', 'minLength'],
  ['maxLengthh', 'maxLength'],
  ['itmes', 'items'],
  ['item', 'items'],
  ['maxLength', 'maxLength'],
  ['nullable', undefined],
  ['it', undefined],
  ['', undefined],
])('%s is most likely %s', (word, meant) => {
  expect(nearest(word, WORDS)).toBe(meant)
})

test('of two that are equally near the first is meant', () => {
  expect(nearest('mxxLength', ['maxLength', 'minLength'])).toBe('maxLength')
})
