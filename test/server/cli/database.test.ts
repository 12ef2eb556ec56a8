import { expect, test } from 'vitest'
import { operatorAt } from '../../support/operator.ts'
import { newFile, open } from '../database/sqlite/files.ts'

/** Nothing listens on this port. */
const NOWHERE = 'postgres://clustrix:s3cret@127.0.0.1:1/clustrix'

async function newDatabase(): Promise<string> {
  const file = newFile()
  await open(file)
  return file
}

test.each<[what: string, args: string[], to: string | undefined, exitCode: number, message: RegExp]>([
  ['no target', [], undefined, 2, /^Name the PostgreSQL database with --to or DATABASE_TO$/m],
  ['a file as the target', [], 'other.db', 1, /^A copy is made into a database whose URL begins with postgres:\/\/$/m],
  [
    'another scheme',
    [],
    'mysql://root:s3cret@db/x',
    1,
    /^A copy is made into a database whose URL begins with postgres:/m,
  ],
  ['a URL as the source', ['--from', NOWHERE], NOWHERE, 1, /^A copy is made from the file of an SQLite database$/m],
  [
    'a source that does not exist',
    ['--from', 'missing.db'],
    NOWHERE,
    1,
    /^The database missing\.db cannot be used: it does not exist/,
  ],
  [
    'a target that does not respond',
    [],
    NOWHERE,
    1,
    /^The database postgres:\/\/127\.0\.0\.1:1\/clustrix cannot be used: /,
  ],
])(
  'clustrix database copy with %s is refused in one line without the password',
  async (_, args, to, exitCode, message) => {
    const DATABASE = await newDatabase()
    const run = operatorAt(DATABASE, { env: { DATABASE, ...(to !== undefined && { DATABASE_TO: to }) } })
    const result = await run(['database', 'copy', ...args])
    expect(result).toMatchObject({ exitCode, err: expect.stringMatching(message) })
    expect(result.err.trimEnd().split('\n')).toHaveLength(1)
    expect(result.err).not.toContain('s3cret')
  },
)
