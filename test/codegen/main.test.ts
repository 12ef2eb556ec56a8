import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** Runs the command as `npm run generate` does. */
const run = (...args: string[]) =>
  spawnSync(process.execPath, ['codegen/main.ts', ...args], { cwd: ROOT, encoding: 'utf8' })

test('the contract gives what is committed', () => {
  const { status, stdout, stderr } = run('--check')
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' })
}, 10_000)

test('a refusal ends the process with 2', () => {
  const { status, stdout, stderr } = run('--spec', 'none.yaml', '--out', 'none')
  expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: 'none.yaml: cannot be read (ENOENT)\n' })
}, 10_000)
