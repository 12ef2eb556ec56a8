import { expect, test } from 'vitest'
import { lengthTexts } from '../../../../conformance/requests/values/texts.ts'

const lengthsOf = (schema: object) => lengthTexts({ ...schema }).map(([, text]) => [...text].length)

test('a string with limits is tried at and beyond each', () => {
  expect(new Set(lengthsOf({ minLength: 2, maxLength: 5 }))).toEqual(new Set([0, 1, 2, 5, 6, 10]))
})

test('a string without a maximum is tried with a long text, unless its format limits it', () => {
  expect(lengthsOf({ minLength: 1 })).toEqual([0, 1, 0, 30_000])
  expect(lengthsOf({ format: 'date' })).toEqual([0])
})
