import { expect, test } from 'vitest'
import { readOptions } from '../../../bench/server/options.ts'

test('only a full run writes the page', () => {
  expect(readOptions([])).toMatchObject({ rounds: 15, writes: true, only: undefined })
  expect(readOptions(['--rounds', '20'])).toMatchObject({ rounds: 20, writes: true })
  expect(readOptions(['--quick'])).toMatchObject({ writes: false })
  expect(readOptions(['--only', 'list,detail'])).toMatchObject({ only: ['list', 'detail'], writes: false })
})

test.each([
  [['--rounds', '0'], '--rounds must be from 1 to 100'],
  [['--only', 'list,lists'], '--only: there is no case lists'],
])('%j is refused', (args, message) => {
  expect(() => readOptions(args)).toThrow(message)
})
