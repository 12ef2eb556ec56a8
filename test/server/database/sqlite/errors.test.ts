import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { DatabaseUnavailable, UniqueViolation } from '../../../../server/database/database.ts'
import { isLocked, translateError } from '../../../../server/database/sqlite/errors.ts'

describe('translateError()', () => {
  test.each([
    'SQLITE_BUSY',
    'SQLITE_BUSY_SNAPSHOT',
    'SQLITE_BUSY_RECOVERY',
    'SQLITE_LOCKED',
    'SQLITE_FULL',
    'SQLITE_READONLY',
    'SQLITE_READONLY_DBMOVED',
    'SQLITE_IOERR',
    'SQLITE_IOERR_WRITE',
    'SQLITE_IOERR_FSYNC',
    'SQLITE_CANTOPEN',
    'SQLITE_PROTOCOL',
    'SQLITE_NOMEM',
    'SQLITE_INTERRUPT',
  ])('%s is temporary: DatabaseUnavailable with its cause', code => {
    const error = new Sqlite.SqliteError('what SQLite says', code)
    const became = translateError(error) as DatabaseUnavailable
    expect(became).toBeInstanceOf(DatabaseUnavailable)
    expect([became.message, became.cause]).toEqual([`what SQLite says (${code})`, error])
  })

  test.each(['UNIQUE', 'PRIMARYKEY', 'ROWID'])('SQLITE_CONSTRAINT_%s is UniqueViolation with its cause', kind => {
    const error = new Sqlite.SqliteError('what SQLite says', `SQLITE_CONSTRAINT_${kind}`)
    const became = translateError(error) as UniqueViolation
    expect(became).toBeInstanceOf(UniqueViolation)
    expect([became.message, became.cause]).toEqual(['what SQLite says', error])
  })

  test.each([
    new Sqlite.SqliteError('', 'SQLITE_ERROR'),
    new Sqlite.SqliteError('', 'SQLITE_CONSTRAINT_CHECK'),
    new Sqlite.SqliteError('', 'SQLITE_CORRUPT'),
    new Sqlite.SqliteError('', 'SQLITE_MISUSE'),
    new Error('SQLITE_BUSY'),
    'SQLITE_BUSY',
    undefined,
  ])('%s is returned unchanged', error => {
    expect(translateError(error)).toBe(error)
  })
})

test.each([
  [new Sqlite.SqliteError('', 'SQLITE_BUSY'), true],
  [new Sqlite.SqliteError('', 'SQLITE_BUSY_SNAPSHOT'), true],
  [new Sqlite.SqliteError('', 'SQLITE_LOCKED'), false],
  [new Sqlite.SqliteError('', 'SQLITE_FULL'), false],
  [new Error('SQLITE_BUSY'), false],
])('isLocked(%s) is %s', (error, want) => {
  expect(isLocked(error)).toBe(want)
})
