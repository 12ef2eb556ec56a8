import { afterAll, describe, expect, test } from 'vitest'
import { coverageErrors } from './runner/coverage.ts'
import { execute } from './runner/execute.ts'
import { casesOnDisk } from './runner/on-disk.ts'
import { themes } from './themes.ts'

const MINIMUM_CASES = 120

const ran: string[] = []

describe.each(Object.entries(themes))('%s', (_theme, cases) => {
  test.each(cases)('$name', async one => {
    ran.push(one.name)
    await execute(one)
  })
})

// Not a test, which a filter would skip together with the cases.
afterAll(async () => {
  const onDisk = (await casesOnDisk()).map(({ name }) => name)
  expect(coverageErrors(onDisk, ran, MINIMUM_CASES), 'coverage of the cases').toEqual([])
})
