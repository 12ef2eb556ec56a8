import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Tests of the server that use a database and do not run on PostgreSQL too. A name that ends with / is a folder. */
export const EXCEPTIONS: Record<string, string> = {
  'test/server/database/sqlite/': 'about SQLite',
  'test/server/database/postgres/': 'about PostgreSQL, with servers of their own',
  'test/server/database/copy/': 'copies from SQLite to PostgreSQL',
  'test/server/database/open.test.ts': 'about the paths of files',
  'test/server/database/sql.test.ts': 'plans of SQLite; postgres/plans.slow.test.ts has those of PostgreSQL',
  'test/server/cli/backup.test.ts': 'refused on PostgreSQL, as engines.slow.test.ts says',
  'test/server/cli/database.test.ts': 'copies from SQLite to PostgreSQL',
  'test/server/cli/doctor.test.ts': 'faults of a file; engines.slow.test.ts compares both engines',
  'test/server/cli/engines.slow.test.ts': 'compares both engines, with a server of its own',
  'test/server/cli/locked.test.ts': 'about the lock of a file, which readers do not wait for',
  'test/server/cli/migrate.test.ts': 'migrations of files; engines.slow.test.ts has those of PostgreSQL',
  'test/server/check/commands.slow.test.ts':
    'takes minutes on PostgreSQL; commands.test.ts does the same for a shorter time',
  'test/server/endpoint/bad-input.slow.test.ts':
    'takes a minute on PostgreSQL; bad-input.test.ts does the same for a shorter time',
  'test/server/import/import.slow.test.ts': 'takes a minute on PostgreSQL; about what is read, before it is stored',
  'test/server/process/any-bytes.slow.test.ts': 'about HTTP; hardly any of its requests reach the database',
}

/** Opens the databases of tests, on the engine that they run on. */
const ENGINE = 'test/support/engine.ts'

/** What else opens a database. */
const OPENERS =
  /^(better-sqlite3|server\/database\/(open|sqlite\/node)\.ts|test\/support\/postgres\/(demo|server)\.ts)$/

const IMPORT = /(?:\bfrom|\bimport\(|\bimport) ?'([^']+)'/g

/** What a test file imports, directly or through other files of the tests. */
function importsOf(file: string, seen = new Set<string>()): Set<string> {
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
    const imported = name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name
    if (seen.has(imported)) continue
    seen.add(imported)
    const isOfTests = imported.startsWith('test/') && imported.endsWith('.ts')
    if (isOfTests && imported !== ENGINE && !OPENERS.test(imported)) importsOf(imported, seen)
  }
  return seen
}

/** Whether a test file uses a database, and whether it opens one itself, on an engine of its own choice. */
export function databaseUseOf(file: string): { usesEngine: boolean; opensItself: boolean } {
  const imports = importsOf(file)
  return { usesEngine: imports.has(ENGINE), opensItself: [...imports].some(name => OPENERS.test(name)) }
}

export const isException = (file: string): boolean =>
  Object.keys(EXCEPTIONS).some(name => file === name || (name.endsWith('/') && file.startsWith(name)))

export const serverTests: readonly string[] = globSync('test/server/**/*.test.ts')
  .map(file => file.replaceAll(path.sep, '/'))
  .sort()

/** The tests of the server that run on PostgreSQL too: all that use a database, apart from the exceptions. */
export const testsOnBoth = (): string[] =>
  serverTests.filter(file => !isException(file) && databaseUseOf(file).usesEngine)
