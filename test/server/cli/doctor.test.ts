import { chmodSync, writeFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { diagnoseDisk } from '../../../server/cli/diagnosis/disk.ts'
import { migrations, openFile } from '../../../server/database/sqlite/node.ts'
import { seedDemo } from '../../../server/demo/seed.ts'
import { operatorAt } from '../../support/operator.ts'
import { newFile } from '../database/sqlite/files.ts'

async function created(): Promise<string> {
  const file = newFile()
  await (await openFile(file)).close()
  return file
}

interface Finding {
  check: string
  message: string
  action: string | null
}

/** Runs the command. @param env further environment */
async function examine(file: string, env: Record<string, string> = {}) {
  const run = operatorAt(file, { env: { CLOCK: '2026-11-22T12:00:00Z', ...env, DATABASE: file } })
  const { exitCode, json } = await run(['doctor', '--json'])
  const { findings } = json.data as { findings: Finding[] }
  return { exitCode, findings, wrong: findings.filter(({ action }) => action !== null), run }
}

const PRODUCTION = { NODE_ENV: 'production', PUBLIC_URL: 'https://portal.example.com', TRUST_PROXY: 'on', CLOCK: '' }

describe('clustrix doctor', () => {
  test('finds nothing wrong with a new installation', async () => {
    const { exitCode, findings, wrong, run } = await examine(await created())
    expect({ exitCode, wrong }).toEqual({ exitCode: 0, wrong: [] })
    expect(findings.map(({ check }) => check)).toEqual(['settings', 'node', 'database', 'files', 'disk', 'clock'])
    expect((await run(['doctor'])).out).toMatch(/^ok +node: Node\.js \d+\.\d+/m)
  })

  test.each<[string, (file: string) => unknown, Record<string, string>, string, RegExp]>([
    ['a bad setting', () => {}, { PORT: 'http' }, 'settings', /^PORT=http: must be a whole number/],
    [
      'a missing setting',
      () => {},
      { ...PRODUCTION, PUBLIC_URL: '', SELLER: 'x' },
      'settings',
      /^PUBLIC_URL: must be set/,
    ],
    ['a bad seller', () => {}, { SELLER: 'does-not-exist.yaml' }, 'settings', /^SELLER: /],
    ['a file that others can read', file => chmodSync(file, 0o644), {}, 'files', /has mode 0644$/],
    [
      'a log that others can read',
      file => writeFileSync(`${file}-wal`, '', { mode: 0o640 }),
      {},
      'files',
      /-wal has mode 0640$/,
    ],
    ['an older version', older, {}, 'database', /has version 1 of/],
    ['another program’s file', foreign, {}, 'database', /another program/],
    ['demo data in production', demo, { ...PRODUCTION, SELLER: 'seller.yaml' }, 'database', /demo data/],
    ['a set clock in production', () => {}, { ...PRODUCTION, CLOCK: '2026-11-22T12:00:00Z' }, 'clock', /^CLOCK sets/],
    ['a clock that is behind', demo, { CLOCK: '2026-10-01T00:00:00Z' }, 'clock', /is before 2026-11-/],
    ['a clock that was never set', () => {}, { CLOCK: '2000-01-01T00:00:00Z' }, 'clock', /^2000-01-01/],
  ])('finds %s and says what to do', async (_, spoil, env, check, message) => {
    const file = await created()
    await spoil(file)
    const { exitCode, wrong } = await examine(file, env)
    expect(exitCode).toBe(1)
    expect(wrong).toContainEqual({
      check,
      message: expect.stringMatching(message),
      action: expect.stringMatching(/\w/),
    })
  })

  test.each([
    [0, 'Free at least 200 MB'],
    [300 * 1024 * 1024, null],
  ])('with %i free bytes on the disk asks to: %s', async (free, action) => {
    expect(diagnoseDisk(await created(), () => free)).toMatchObject([{ check: 'disk', action }])
  })

  test('says that the database does not exist', async () => {
    const { exitCode, wrong } = await examine(newFile())
    expect(exitCode).toBe(1)
    expect(wrong.map(({ check, message }) => [check, /does not exist/.test(message)])).toEqual([['database', true]])
  })
})

const setVersion = (file: string, version: number) => new Sqlite(file).exec(`PRAGMA user_version = ${version}`).close()

function older(file: string): void {
  expect(migrations.length).toBeGreaterThan(1)
  setVersion(file, 1)
}

const foreign = (file: string) => new Sqlite(file).exec('PRAGMA application_id = 1').close()

async function demo(file: string): Promise<void> {
  const database = await openFile(file)
  await seedDemo(database, { passwordHash: async () => 'no password' })
  await database.close()
}
