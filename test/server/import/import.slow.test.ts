import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openFile } from '../../../server/database/sqlite/node.ts'
import { ImportDocument } from '../../../server/generated/import.gen.ts'
import { testApp } from '../../support/app.ts'
import { temporaryFolder } from '../../support/process.ts'
import { stateOf } from '../../support/state.ts'
import { importing } from './importing.ts'
import { writeLargeFile } from './large-file.ts'
import { variants } from './variants.ts'

const MEGABYTE = 1024 * 1024

/** Reports the greatest memory of a process when it ends. */
const REPORT = `process.on('exit', () => process.stderr.write('maxRSS ' + process.resourceUsage().maxRSS))`

function start(
  database: string,
  args: string[],
): { child: ChildProcess; ended: Promise<{ code: number | null; out: string; err: string }> } {
  const preload = ['--import', `data:text/javascript,${encodeURIComponent(REPORT)}`]
  const child = spawn(process.execPath, [...preload, 'server/cli/main.ts', ...args], {
    env: { PATH: process.env.PATH, DATABASE: database, CLOCK: '2026-11-22T12:00:00Z' },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  let err = ''
  child.stdout?.on('data', chunk => {
    out += chunk
  })
  child.stderr?.on('data', chunk => {
    err += chunk
  })
  const ended = new Promise<{ code: number | null; out: string; err: string }>(resolve =>
    child.on('close', code => resolve({ code, out, err })),
  )
  return { child, ended }
}

const run = (database: string, ...args: string[]) => start(database, args).ended

const memoryOf = (err: string): number => (Number(/maxRSS (\d+)/.exec(err)?.[1]) * 1024) / MEGABYTE

async function newDatabase(folder: string, name: string): Promise<string> {
  const file = path.join(folder, name)
  await (await openFile(file)).close()
  return file
}

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

describe('a large import', () => {
  test('that is killed is completed by the next run, in 300 MB', { timeout: 600_000 }, async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'data.json')
    writeLargeFile(file, { clients: 50, invoices: 5000 })
    const whole = await newDatabase(folder, 'whole.db')
    const imported = await run(whole, 'import', file)
    expect(imported.code).toBe(0)
    expect(memoryOf(imported.err)).toBeLessThan(300)

    const killed = await newDatabase(folder, 'killed.db')
    const { child, ended } = start(killed, ['import', file])
    const database = await openFile(killed)
    const count = async () => (await database.one<{ n: number }>('SELECT count(*) AS n FROM invoices'))?.n ?? 0
    while ((await count()) < 1000) await new Promise(resolve => setTimeout(resolve, 20))
    child.kill('SIGKILL')
    await ended
    const atKill = await count()
    expect(atKill).toBeLessThan(5000)
    const orphans = await database.one(
      'SELECT count(*) AS n FROM invoices WHERE id NOT IN (SELECT invoice_id FROM payments) OR id NOT IN (SELECT invoice_id FROM invoice_lines)',
    )
    expect(orphans).toEqual({ n: 0 })
    await database.close()

    const completed = await run(killed, 'import', file, '--json')
    expect(JSON.parse(completed.out).data.invoices).toEqual({ new: 5000 - atKill, unchanged: atKill })
    const states = []
    for (const each of [whole, killed]) {
      const opened = await openFile(each)
      await opened.run('DELETE FROM audit_log')
      states.push(await stateOf(opened))
      await opened.close()
    }
    expect(states[1]).toBe(states[0])
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
  ])('of a gigabyte with %s is refused in 300 MB', { timeout: 120_000 }, async (_, name, problem, write) => {
    const folder = temporaryFolder()
    const file = path.join(folder, name)
    const handle = openSync(file, 'w')
    write(handle)
    const spaces = Buffer.alloc(MEGABYTE, ' ')
    for (let written = 0; written < 64; written++) writeSync(handle, spaces)
    ftruncateSync(handle, 1024 * MEGABYTE)
    closeSync(handle)
    const database = await newDatabase(folder, 'empty.db')
    const refused = await run(database, 'import', file)
    expect(refused.code).toBe(1)
    expect(refused.err).toMatch(problem)
    expect(memoryOf(refused.err)).toBeLessThan(300)
  })
})
