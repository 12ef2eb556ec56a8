import { expect, test } from 'vitest'
import { siblingFault } from './runner/siblings.ts'
import { cases } from './themes.ts'

test('every negative case is told from one that ends better and differs in one place of its input', () => {
  const wrong = cases.flatMap(one => {
    const fault = siblingFault(one, cases)
    return fault === undefined ? [] : [`“${one.name}” ${fault}`]
  })
  expect(wrong).toEqual([])
})
