import { expect, test } from 'vitest'
import { databaseUseOf, EXCEPTIONS, isException, serverTests, testsOnBoth } from '../support/postgres/test-files.ts'

const opensItself = (file: string) => databaseUseOf(file).opensItself
const usesDatabase = (file: string) => databaseUseOf(file).usesEngine || opensItself(file)

test('tests of the server that use a database run on PostgreSQL too', () => {
  expect(testsOnBoth()).toContain('test/server/tickets/create.test.ts')
  expect(testsOnBoth().length).toBeGreaterThan(80)
})

test('a test that opens a database itself, instead of by test/support/engine.ts, is an exception with a reason', () => {
  expect(serverTests.filter(file => !isException(file)).filter(opensItself)).toEqual([])
  expect(opensItself('test/server/cli/locked.test.ts')).toBe(true)
})

test.each(Object.keys(EXCEPTIONS))('%s is still an exception', name => {
  expect(serverTests.filter(file => file.startsWith(name)).filter(usesDatabase)).not.toEqual([])
})
