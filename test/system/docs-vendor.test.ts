import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { runVendor, VENDORED } from '../../codegen/vendor/command.ts'
import { fetchTarball } from '../../codegen/vendor/tarball.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const pin = JSON.parse(readFileSync(VENDORED.pin, 'utf8'))
let tarball: Buffer
beforeAll(async () => {
  tarball = await fetchTarball(pin)
})

/** Runs the command on a copy of the project's files, which are changed before. */
async function run(args: string[], change: (folder: string) => void = () => {}, fetched = tarball) {
  const folder = path.join(temporaryFolder(), 'scalar')
  cpSync(VENDORED.folder, folder, { recursive: true })
  change(folder)
  const lines: string[] = []
  const print = (line: string) => lines.push(line.replaceAll(folder, ''))
  const code = await runVendor(args, { log: print, error: print }, { ...VENDORED, folder }, async () => fetched)
  return { code, lines, folder }
}

const entry = (folder: string) => path.join(folder, 'standalone.esm.js')

function changeByte(file: string): void {
  const bytes = readFileSync(file)
  bytes[1000] = (bytes[1000] ?? 0) ^ 1
  writeFileSync(file, bytes)
}

test("the project's files are those of the registry's tarball", async () => {
  expect((await run(['--check'])).code).toBe(0)
})

test.each<[string, (folder: string) => void]>([
  ['/standalone.esm.js is changed', folder => changeByte(entry(folder))],
  ['/standalone.esm.js is missing', folder => rmSync(entry(folder))],
  ['/chunks/other.js is not in the tarball', folder => writeFileSync(path.join(folder, 'chunks/other.js'), '')],
])('--check: %s', async (finding, change) => {
  const { code, lines } = await run(['--check'], change)
  expect([code, lines]).toEqual([1, [`${finding}; run npm run docs:vendor`]])
})

test('without --check, the files are replaced by those of the tarball', async () => {
  const { code, folder } = await run([], folder => {
    changeByte(entry(folder))
    writeFileSync(path.join(folder, 'other.js'), '')
  })
  expect([code, readFileSync(entry(folder)).equals(readFileSync(entry(VENDORED.folder)))]).toEqual([0, true])
  expect(() => readFileSync(path.join(folder, 'other.js'))).toThrow('ENOENT')
})

test('a tarball without the pinned integrity is refused', async () => {
  const { code, lines } = await run(['--check'], () => {}, Buffer.concat([tarball, Buffer.of(0)]))
  expect([code, lines.length, lines[0]]).toEqual([2, 1, expect.stringContaining("the tarball's integrity is sha512-")])
})

test('a registry that cannot be reached is one line', async () => {
  const registry = process.env.npm_config_registry
  process.env.npm_config_registry = 'http://127.0.0.1:9'
  try {
    await expect(fetchTarball(pin)).rejects.toThrow(/^\S+: cannot be fetched from the npm registry \(\w+\)$/)
  } finally {
    if (registry === undefined) delete process.env.npm_config_registry
    else process.env.npm_config_registry = registry
  }
})
