import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

// The rules about promises are named in biome.json because no preset has them: a write that nobody awaits may be lost.
let folder: string

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lint-'))
  copyFileSync('biome.json', path.join(folder, 'biome.json'))
})

afterAll(() => rmSync(folder, { recursive: true }))

function lint(statement: string): string[] {
  const file = path.join(folder, 'planted.ts')
  writeFileSync(
    file,
    `async function write(): Promise<number> {\n  return 1\n}\nexport async function run() {\n  ${statement}\n}\n`,
  )
  const { stdout } = spawnSync(
    'node_modules/.bin/biome',
    ['lint', '--vcs-enabled=false', '--reporter=json', `--config-path=${folder}`, file],
    { encoding: 'utf8' },
  )
  return JSON.parse(stdout).diagnostics.map(({ category }: { category: string }) => category)
}

test.each([
  ['a promise that nobody awaits', 'write()', ['lint/nursery/noFloatingPromises']],
  ['a promise taken for its value', 'if (write()) return 1', ['lint/nursery/noMisusedPromises']],
  ['nothing in an awaited one', 'return await write()', []],
])('the lint finds %s', (_what, statement, found) => {
  expect(lint(statement)).toEqual(found)
})
