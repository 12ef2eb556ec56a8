import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openDatabase } from '../../../server/database/open.ts'
import { operatorAt } from '../../support/operator.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('a command that only reads does not wait for the lock of another process', async () => {
  const file = path.join(temporaryFolder(), 'new.db')
  await (await openDatabase(file)).close()
  const other = new Sqlite(file)
  other.exec('BEGIN IMMEDIATE')
  const before = performance.now()
  const { exitCode } = await operatorAt(file)(['client', 'list'])
  const elapsed = performance.now() - before
  other.exec('ROLLBACK')
  other.close()
  expect(exitCode).toBe(0)
  // A command that changes something waits 15 s.
  expect(elapsed).toBeLessThan(10_000)
})
