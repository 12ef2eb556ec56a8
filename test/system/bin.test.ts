import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** The Node.js of the machine, which may be older than the one that the project installs. */
const ofMachine = execFileSync('which', ['-a', 'node'], { encoding: 'utf8' })
  .trim()
  .split('\n')
  .find(file => !file.includes('node_modules'))

const PATH = `${path.dirname(ofMachine ?? process.execPath)}:/usr/bin:/bin`

const run = (file: string, args: string[], env: Record<string, string> = {}) => {
  const { status, stdout, stderr } = spawnSync(file, args, { encoding: 'utf8', env: { PATH, ...env } })
  return { status, stdout, stderr }
}

test('clustrix runs from a link in another folder, with the exit codes of the command', () => {
  const folder = temporaryFolder()
  const clustrix = path.join(folder, 'clustrix')
  symlinkSync(path.resolve('server/cli/clustrix.mjs'), clustrix)
  const env = { DATABASE: path.join(folder, 'new.db') }
  expect(run(clustrix, ['client', 'list'], env)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('clustrix migrate'),
  })
  expect(run(clustrix, ['migrate'], env)).toMatchObject({ status: 0, stderr: '' })
  expect(run(clustrix, ['client', 'list'], env)).toEqual({ status: 0, stdout: 'None.\n', stderr: '' })
  expect(run(clustrix, ['client', 'show', 'x'], env)).toMatchObject({ status: 2, stdout: '' })
})

test('npx clustrix runs the command of the project', () => {
  const folder = temporaryFolder()
  mkdirSync(path.join(folder, 'cache'))
  const env = { HOME: folder, npm_config_cache: path.join(folder, 'cache') }
  const { status, stdout } = run('npx', ['clustrix', 'client', 'list', '--help'], env)
  expect({ status, stdout }).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('Usage: clustrix client list'),
  })
})
