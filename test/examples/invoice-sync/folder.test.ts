import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { openFolder } from '../../../examples/invoice-sync/folder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { filesIn } from './files.ts'

let to: string

beforeEach(() => {
  to = temporaryFolder()
})

test('a file is replaced atomically: an open reader still reads the old one', async () => {
  const folder = await openFolder(to)
  await folder.save('a.pdf', 'the old one', '"1"')
  const reader = await open(path.join(to, 'a.pdf'))
  onTestFinished(() => reader.close())
  await folder.save('a.pdf', 'the new one', '"2"')
  expect(await reader.readFile('utf8')).toBe('the old one')
  expect(readFileSync(path.join(to, 'a.pdf'), 'utf8')).toBe('the new one')
})

test('if a file cannot be replaced, the old one stays', async () => {
  const folder = await openFolder(to)
  await folder.save('a.pdf', 'the old one', '"1"')
  await rm(path.join(to, '.sync'), { recursive: true })
  await expect(folder.save('a.pdf', 'the new one', '"2"')).rejects.toMatchObject({ code: 'ENOENT' })
  expect(filesIn(to)).toEqual({ 'a.pdf': 'the old one' })
})

test('an ETag belongs to the file as it was saved', async () => {
  const folder = await openFolder(to)
  await folder.save('a.pdf', 'content', '"of two words"')
  expect(await folder.etagOf('a.pdf')).toBe('"of two words"')
  writeFileSync(path.join(to, 'a.pdf'), 'changed')
  expect(await folder.etagOf('a.pdf')).toBeUndefined()
  await rm(path.join(to, 'a.pdf'))
  expect(await folder.etagOf('a.pdf')).toBeUndefined()
})

test('a file without an ETag has none', async () => {
  const folder = await openFolder(to)
  await folder.save('all.csv', 'content')
  expect(await folder.etagOf('all.csv')).toBeUndefined()
})

test('opening removes partial files of a killed run, and nothing else', async () => {
  mkdirSync(path.join(to, '.sync'))
  for (const name of ['.sync/1.part', '.sync/a.pdf.etag', 'my notes.part']) writeFileSync(path.join(to, name), 'kept')
  await openFolder(to)
  expect(Object.keys(filesIn(to))).toEqual(['.sync/a.pdf.etag', 'my notes.part'])
})
