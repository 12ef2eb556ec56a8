import { expect, test } from 'vitest'
import { census } from './runner/census.ts'
import { casesOnDisk } from './runner/on-disk.ts'
import { cases } from './themes.ts'

test('finds nothing when each case ran once', () => {
  expect(census(['a', 'b'], ['b', 'a'], 2)).toEqual([])
})

test.each<[string, string[], string[], string[]]>([
  ['a case that did not run', ['a', 'b'], ['a'], ['“b” did not run', '1 ran of 2']],
  ['a case that ran twice', ['a', 'b'], ['a', 'b', 'b'], ['3 ran of 2']],
  ['two cases of one name', ['a', 'a'], ['a', 'a'], ['two cases are called “a”']],
  ['a case that is not on disk', ['a', 'b'], ['a', 'b', 'c'], ['“c” ran and is not on disk', '3 ran of 2']],
  ['too few cases', ['a'], ['a'], ['there are 1 cases, fewer than 2']],
])('notices %s', (_what, onDisk, ran, faults) => {
  expect(census(onDisk, ran, 2)).toEqual(faults)
})

test('counts the files of the folder, not the list of themes', async () => {
  const onDisk = await casesOnDisk()
  expect(onDisk.map(({ name }) => name).sort()).toEqual(cases.map(({ name }) => name).sort())
})
