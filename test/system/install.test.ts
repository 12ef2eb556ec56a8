import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { execute } from '../support/packed-client.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const MANIFESTS = ['package.json', 'package-lock.json', 'client/package.json']

/** A folder with what npm needs of the project. */
function copyOfManifests(): string {
  const folder = temporaryFolder()
  mkdirSync(path.join(folder, 'client'))
  for (const file of MANIFESTS) cpSync(file, path.join(folder, file))
  return folder
}

const OLD_NODE = `Object.defineProperty(process, 'version', { value: 'v20.20.2' })`

/** npm takes this Node.js for one of version 20. */
const onOldNode = (folder: string, ...args: string[]) =>
  execute('npm', args, folder, { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(OLD_NODE)}` })

test('npm ci on Node.js 20 prints no warning', async () => {
  expect(await onOldNode(copyOfManifests(), 'ci', '--dry-run')).toMatchObject({ code: 0, stderr: '' })
})

test('npm ci warns about a package that the Node.js of the project is too old for', async () => {
  const folder = copyOfManifests()
  const file = path.join(folder, 'package-lock.json')
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  lock.packages['node_modules/hono'].engines = { node: '>=99' }
  writeFileSync(file, JSON.stringify(lock))
  const { stderr } = await onOldNode(folder, 'ci', '--dry-run')
  expect(stderr.match(/package: '.+'/g)).toEqual([expect.stringContaining('hono@')])
})

test('npm 10 installs without a warning and compiles nothing', async () => {
  const folder = copyOfManifests()
  const npm10 = ['exec', '--yes', '--package=npm@10', '--', 'npm']
  expect(await onOldNode(folder, ...npm10, 'ci', '--omit=dev', '--no-audit', '--no-fund')).toMatchObject({
    code: 0,
    stderr: '',
  })
  expect(existsSync(path.join(folder, 'node_modules/better-sqlite3/lib'))).toBe(true)
  expect(existsSync(path.join(folder, 'node_modules/better-sqlite3/build'))).toBe(false)
}, 300_000)
