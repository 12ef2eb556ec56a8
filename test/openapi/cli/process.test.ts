import { spawn } from 'node:child_process'
import { existsSync, openSync } from 'node:fs'
import { expect, test } from 'vitest'

const PROGRAM = `
import { runProcess } from './openapi/cli/run.ts'
await runProcess(async () => {
  console.log('x'.repeat(1_000_000))
  return 1
})`

function start(stdout: 'pipe' | number) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
    stdio: ['ignore', stdout, 'pipe'],
  })
  let stderr = ''
  child.stderr?.on('data', chunk => {
    stderr += chunk
  })
  const exited = new Promise(resolve => child.on('close', code => resolve({ code, stderr })))
  return { child, exited }
}

test('a broken pipe is ignored: the exit code is that of the command', async () => {
  const { child, exited } = start('pipe')
  child.stdout?.destroy()
  expect(await exited).toEqual({ code: 1, stderr: '' })
})

test.runIf(existsSync('/dev/full'))('output that is lost for another reason ends with 2 and one line', async () => {
  const { exited } = start(openSync('/dev/full', 'w'))
  expect(await exited).toEqual({ code: 2, stderr: expect.stringMatching(/^.*ENOSPC.*\n$/) })
})
