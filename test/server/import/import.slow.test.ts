import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ImportDocument } from '../../../server/generated/import.gen.ts'
import { testApp } from '../../support/app.ts'
import { shareEmpty } from '../../support/engine.ts'
import { stateOf } from '../../support/state.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { importing } from './importing.ts'
import { memoryOf, run } from './process.ts'
import { variants } from './variants.ts'

const MEGABYTE = 1024 * 1024

/** Values that the schema accepts in some places, and that the rows or the database may not. */
const VALUES = [
  ...[null, 1, 400, 9007199254740991, true, 'x', '0', '0.00', '100.01', '9007199254740991.00', '90071992547409.91'],
  ...[
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '2026-10-31',
    '0000-01-01',
    '9999-12-31',
    'JPY',
    'KWD',
    'c-1',
    'u-1',
  ],
  ...[
    'void',
    'paid',
    'unpaid',
    'refunded',
    'failed',
    'pending',
    'closed',
    'resolved',
    'open',
    'paused',
    'cancelled',
    'trialing',
  ],
  ...[
    'INV-2026-0001',
    'TKT-2026-0001',
    'TKT-9999-99999999999999999999',
    'INV-0000-0000',
    'you@company.com',
    'client',
    'system',
  ],
]

test('an import with any other value is written, or refused with its place and without a change', {
  timeout: 600_000,
}, async () => {
  const rows = JSON.parse(readFileSync(new URL('rows.json', import.meta.url), 'utf8'))
  const documents = [...variants(rows, VALUES)].filter(each => ImportDocument.safeParse(each).success)
  expect(documents.length).toBeGreaterThan(500)
  const unchanged = await stateOf(testApp().database)
  const failures = []
  const codes = new Set()
  for (const document of documents) {
    const { database } = testApp()
    const { exitCode, problems, err, json } = await importing(database, document as object)
    codes.add(exitCode)
    const isRefused = problems.length > 0 && (await stateOf(database)) === unchanged
    if (exitCode !== 0 && !isRefused) failures.push([document, err, json.error])
    await database.close()
  }
  expect(failures.slice(0, 3)).toEqual([])
  expect([...codes].sort()).toEqual([0, 1])
})

test.each<[what: string, name: string, problem: RegExp, write: (handle: number) => void]>([
  [
    'one row',
    'data.json',
    /clients row 1 is longer than 32 MB/,
    handle => writeSync(handle, '{"clients": [{"name": "'),
  ],
  [
    'a quote that is not closed',
    'clients.csv',
    /row 2: longer than 4194304 characters; is a quote not closed/,
    handle => writeSync(handle, 'name\n"'),
  ],
])(
  'a large import of a gigabyte with %s is refused in 300 MB',
  { timeout: 120_000 },
  async (_, name, problem, write) => {
    const folder = temporaryFolder()
    const file = path.join(folder, name)
    const handle = openSync(file, 'w')
    write(handle)
    const spaces = Buffer.alloc(MEGABYTE, ' ')
    for (let written = 0; written < 64; written++) writeSync(handle, spaces)
    ftruncateSync(handle, 1024 * MEGABYTE)
    closeSync(handle)
    const { location } = await shareEmpty()
    const refused = await run(location, 'import', file)
    expect(refused.code).toBe(1)
    expect(refused.err).toMatch(problem)
    expect(memoryOf(refused.err)).toBeLessThan(300)
  },
)
