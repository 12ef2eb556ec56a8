import { expect, test } from 'vitest'
import { DatabaseRefused } from '../../../server/database/database.ts'
import { openDatabase } from '../../../server/database/open.ts'

test('a path and :memory: open SQLite', async () => {
  const database = await openDatabase(':memory:')
  expect(await database.one('SELECT sqlite_version() IS NOT NULL AS yes')).toEqual({ yes: 1 })
  await database.close()
})

test('a URL is refused without repeating it, as it may contain a password', async () => {
  await expect(openDatabase('postgres://clustrix:hunter2@db.example/clustrix')).rejects.toThrow(
    new DatabaseRefused('DATABASE: database URLs are not supported; use a file path or :memory:'),
  )
})
