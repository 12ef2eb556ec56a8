import { fork } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { backUpFile } from '../../../../server/database/sqlite/backup.ts'
import { openFile } from '../../../../server/database/sqlite/node.ts'
import { restoreFile } from '../../../../server/database/sqlite/restore.ts'
import { names, newFile, open, put } from './files.ts'

const ROWS = 100

/** A closed database of about 2 MB. */
async function written(name: string): Promise<string> {
  const file = newFile()
  const database = await openFile(file)
  await database.write(async queries => {
    await queries.run(...put(name))
    for (let index = 0; index < ROWS; index++) await queries.run(...put(`~${index}`, 'x'.repeat(20_000)))
  })
  await database.close()
  return file
}

test('a restore that is killed leaves the old or the new database whole, and the next one completes it', async () => {
  const [old, backup] = [await written('old'), await written('new')]
  const found: string[] = []
  for (let change = 0, isKilled = true; isKilled; change++) {
    const file = newFile()
    copyFileSync(old, file)
    const child = fork(new URL('./restorer.ts', import.meta.url), [file, backup, String(change)], { execArgv: [] })
    const [code, signal] = await once(child, 'exit')
    isKilled = signal === 'SIGKILL'
    expect(isKilled || code === 0).toBe(true)
    // Opening checks all pages.
    const database = await openFile(file)
    const [name = '', ...others] = await names(database)
    await database.close()
    expect(others.length).toBe(ROWS)
    found.push(name)
    restoreFile(file, backup, { now: '2026-11-22T13:00:00Z', createsFolder: false })
    expect((await names(await open(file)))[0]).toBe('new')
    expect(readdirSync(dirname(file)).filter(each => each.includes('.restoring'))).toEqual([])
  }
  expect(found.length).toBeGreaterThan(8)
  // From one of the steps on it is the new one.
  expect(found).toEqual(found.toSorted().reverse())
  expect(new Set(found)).toEqual(new Set(['old', 'new']))
})

test('a backup while another process writes is whole', async () => {
  const file = newFile()
  const database = await open(file)
  for (let index = 0; index < 300; index++) await database.run(...put(`~${index}`, 'x'.repeat(20_000)))
  const writer = fork(new URL('./counter.ts', import.meta.url), [file], { execArgv: [] })
  const exited = once(writer, 'exit')
  await once(writer, 'message')
  const counts: number[] = []
  for (let run = 0; run < 5; run++) {
    const backup = newFile()
    await backUpFile(file, backup)
    const copy = await openFile(backup)
    const rows = await copy.all<{ name: string; value: string }>(`SELECT name, value FROM settings WHERE name < '~'`)
    await copy.close()
    // The process writes both rows in one transaction.
    expect(new Set(rows.map(({ value }) => value)).size).toBe(1)
    counts.push(Number(rows[0]?.value))
  }
  writer.kill('SIGKILL')
  await exited
  expect(counts.toSorted((a, b) => a - b)).toEqual(counts)
  expect(new Set(counts).size).toBeGreaterThan(1)
})
