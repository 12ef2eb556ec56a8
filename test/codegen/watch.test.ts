import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { watchFile } from '../../codegen/watch.ts'

test.each([
  ['written in place', (file: string, text: string) => writeFileSync(file, text)],
  [
    'replaced by another file',
    (file: string, text: string) => {
      writeFileSync(`${file}~`, text)
      renameSync(`${file}~`, file)
    },
  ],
])('a document %s is noticed each time', async (_, save) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'watch-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'openapi.yaml')
  writeFileSync(file, '')
  let noticed = () => {}
  const watcher = watchFile(file, () => noticed())
  onTestFinished(() => watcher.close())
  for (const text of ['first', 'second']) {
    const next = new Promise<void>(resolve => {
      noticed = resolve
    })
    save(file, text)
    await expect(next).resolves.toBeUndefined()
  }
})
