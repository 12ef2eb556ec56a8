import { describe, expect, test } from 'vitest'
import {
  ChangeUnconfirmed,
  type Database,
  DatabaseRefused,
  DatabaseUnavailable,
} from '../../../server/database/database.ts'
import { testApp } from '../../support/app.ts'
import { operator } from '../../support/operator.ts'
import { replacing } from '../../support/replacing.ts'

describe('clustrix', () => {
  test.each([
    [['--help'], 0],
    [['client', '--help'], 0],
    [['client', 'add', '--help'], 0],
    [['client', 'lst'], 2],
    [['client', 'show'], 2],
    [['client', 'show', 'acme'], 2],
    [['client', 'list', '--limit', '0'], 2],
    [['client', 'list', '--nope'], 2],
    [['client', 'list'], 0],
    [['client', 'show', '99'], 1],
  ])('%j ends with exit code %i', async (args, expected) => {
    const { exitCode, out, err } = await operator(testApp().database)(args)
    expect(exitCode).toBe(expected)
    expect(expected === 0 ? out : err).not.toBe('')
    expect(expected === 0 ? err : out).toBe('')
  })

  test.each([
    [[], 'import [options] <file...>'],
    [['client'], 'add [options]'],
  ])('%j without a command prints the help', async (args, line) => {
    const run = operator(testApp().database)
    expect(await run(args)).toMatchObject({ exitCode: 2, out: '', err: expect.stringContaining(line) })
    expect((await run([...args, '--json'])).json.error).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('--help'),
    })
  })

  test.each([
    [['client', 'list'], 'data'],
    [['client', 'show', '99'], 'error'],
    [['client', 'show'], 'error'],
  ])('%j prints one JSON document with --json', async (args, member) => {
    const { out, err } = await operator(testApp().database)([...args, '--json'])
    expect(Object.keys(JSON.parse(out))).toEqual([member])
    expect(out.trim().split('\n')).toHaveLength(1)
    expect(err).toBe('')
  })

  test.each([
    [new DatabaseUnavailable('The database is locked'), 'unavailable'],
    [new ChangeUnconfirmed('The connection was lost'), 'unavailable'],
    [new DatabaseRefused('It belongs to another program'), 'refused'],
    [new Error('A bug'), 'failed'],
  ])('a database that fails with %s is reported', async (error, code) => {
    const { database } = testApp()
    const run = operator(replacing<Database>(database, { read: () => Promise.reject(error) }))
    const { exitCode, json } = await run(['client', 'list', '--json'])
    expect({ exitCode, code: json.error?.code }).toEqual({ exitCode: 1, code })
    expect(json.error?.message).toContain(error.message)
  })

  test('control characters of customers do not reach the terminal', async () => {
    const { database } = testApp()
    await database.run('UPDATE clients SET name = :name WHERE id = 4', { name: 'A\u001b[2J\u202eB' })
    const { out } = await operator(database)(['client', 'list'])
    expect(out).toContain('A\ufffd[2J\ufffdB')
    expect(out).not.toMatch(/[^\P{C}\n\ufffd]/u)
  })

  test.each([
    ['client', 'add', '--name', 'A\u202eB', '--line1', '1', '--city', 'Leeds', '--country', 'GB', '--currency', 'GBP'],
    ['user', 'disable', 'a\u001b[2J@acme.example'],
    ['client', 'show', '\u001b[2J'],
  ])('control characters of arguments do not reach the terminal: %s %s', async (...args) => {
    const { out, err } = await operator(testApp().database)(args)
    expect(out + err).toContain('\ufffd')
    expect(out + err).not.toMatch(/[^\P{C}\n\ufffd]/u)
  })

  test('a database that cannot be closed is one failure, not a result and a failure', async () => {
    const { database } = testApp()
    const close = () => Promise.reject(new DatabaseUnavailable('The disk is full'))
    const { exitCode, out } = await operator(database, {}, close)(['client', 'list', '--json'])
    expect({ exitCode, printed: JSON.parse(out) }).toMatchObject({
      exitCode: 1,
      printed: { error: { code: 'unavailable' } },
    })
  })
})
