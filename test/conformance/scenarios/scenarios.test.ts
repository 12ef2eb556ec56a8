import { expect, test } from 'vitest'
import { scenarios } from '../../../conformance/scenarios/index.ts'

test('no two scenarios have the same name', () => {
  const names = scenarios.map(({ name }) => name)
  expect(names).toEqual([...new Set(names)])
})
