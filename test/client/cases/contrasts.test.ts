import { expect, test } from 'vitest'
import { contrastError } from './runner/contrasts.ts'
import { cases } from './themes.ts'

test('every negative case names one that ends better and whose input differs in one place', () => {
  const wrong = cases.flatMap(one => {
    const error = contrastError(one, cases)
    return error === undefined ? [] : [`“${one.name}” ${error}`]
  })
  expect(wrong).toEqual([])
})
