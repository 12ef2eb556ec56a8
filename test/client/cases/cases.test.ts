import { afterAll, describe, expect, test } from 'vitest'
import { census } from './runner/census.ts'
import { execute } from './runner/execute.ts'
import { casesOnDisk } from './runner/on-disk.ts'
import { themes } from './themes.ts'

/** How many the client is held to at least. */
const LEAST = 120

const ended = { passed: [] as string[], failed: [] as string[] }

describe.each(Object.entries(themes))('%s', (_theme, cases) => {
  test.each(cases)('$name', async one => {
    ended.failed.push(one.name)
    await execute(one)
    ended.passed.push(...ended.failed.splice(ended.failed.indexOf(one.name), 1))
  })
})

// Not a test, which a filter would leave out together with the cases.
afterAll(async () => {
  const onDisk = (await casesOnDisk()).map(({ name }) => name)
  expect(census(onDisk, [...ended.passed, ...ended.failed], LEAST), 'the census').toEqual([])
})
