import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n')
const folders = [...new Set(tracked.filter(file => file.endsWith('.ts')).map(file => path.dirname(file)))].sort()

// The rules about promises are named in biome.json because no preset has them: a write that is not awaited may be lost.
let root: string

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'lint-'))
  copyFileSync('biome.json', path.join(root, 'biome.json'))
  for (const folder of folders) mkdirSync(path.join(root, folder), { recursive: true })
})

afterAll(() => rmSync(root, { recursive: true }))

/** What the lint finds, by folder, in a tree like ours with a file in each folder that does this. */
function lint(statement: string): Record<string, string[]> {
  const source = `async function write(): Promise<number> {\n  return 1\n}\nexport async function run() {\n  ${statement}\n}\n`
  for (const folder of folders) writeFileSync(path.join(root, folder, 'planted.ts'), source)
  const { stdout } = spawnSync(
    path.resolve('node_modules/.bin/biome'),
    ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.'],
    { encoding: 'utf8', cwd: root },
  )
  const found = JSON.parse(stdout).diagnostics as { category: string; location: { path: string } }[]
  const of = (folder: string) => found.filter(({ location }) => path.dirname(location.path) === folder)
  return Object.fromEntries(folders.map(folder => [folder, of(folder).map(({ category }) => category)]))
}

test.each([
  ['a promise that is not awaited', 'write()', ['lint/nursery/noFloatingPromises']],
  ['a promise taken for its value', 'if (write()) return 1', ['lint/nursery/noMisusedPromises']],
  ['what the preset knows', 'debugger; return await write()', ['lint/suspicious/noDebugger']],
  ['nothing in an awaited one', 'return await write()', []],
])('the lint finds %s, in every folder', (_what, statement, found) => {
  expect(folders).toContain('server/pdf')
  expect(lint(statement)).toEqual(Object.fromEntries(folders.map(folder => [folder, found])))
})

test('no folder has a configuration of its own', () => {
  expect(tracked.filter(file => /(^|\/)\.?biome\.jsonc?$/.test(file))).toEqual(['biome.json'])
})
