import { describe, expect, test } from 'vitest'
import { run, startServer } from '../support/process.ts'

const lastLine = (text: string) => JSON.parse(text.trim().split('\n').at(-1) ?? '')

describe('an uncaught error ends the process with one line in the log', () => {
  test.each([
    ['an exception', 'throw new Error("planted")'],
    ['a rejection', 'Promise.reject(new Error("planted"))'],
  ])('%s', async (_, fault) => {
    const server = await startServer({
      env: { DATABASE: ':memory:', LOG_LEVEL: 'silent' },
      before: `process.on('SIGUSR2', () => { ${fault} })`,
    })
    server.kill('SIGUSR2')
    const { code, stdout, stderr } = await server.exited
    expect([code, stderr]).toEqual([1, ''])
    expect(lastLine(stdout)).toEqual({
      time: expect.any(String),
      level: 'error',
      event: 'crash',
      error: expect.stringMatching(/^Error: planted\n {4}at /),
    })
  })

  test('during the start', async () => {
    const before = `
      import fs from 'node:fs'
      import { syncBuiltinESMExports } from 'node:module'
      const { readFileSync } = fs
      fs.readFileSync = (file, ...rest) => {
        if (String(file).endsWith('openapi.yaml')) throw new Error('planted')
        return readFileSync(file, ...rest)
      }
      syncBuiltinESMExports()`
    const { code, stdout, stderr } = await run({ env: { DATABASE: ':memory:' }, before }).exited
    expect([code, stderr]).toEqual([1, ''])
    expect(lastLine(stdout)).toMatchObject({ event: 'crash', error: expect.stringContaining('planted') })
  })
})

test('the server keeps running if the reader of its log exits, as in `npm start | head -1`', async () => {
  const { child, output, exited } = run({ env: { DATABASE: ':memory:' } })
  const origin = await new Promise<string>(resolve => {
    child.stdout.on('data', () => {
      const said = /on (http:\S+:\d+)\./.exec(output.stdout)?.[1]
      if (said) resolve(said)
    })
  })
  child.stdout.destroy()
  const statuses = []
  for (let turn = 0; turn < 5; turn += 1) statuses.push((await fetch(`${origin}/healthz`)).status)
  expect(statuses).toEqual([200, 200, 200, 200, 200])
  child.kill('SIGTERM')
  expect(await exited).toMatchObject({ code: 0, signal: null, stderr: '' })
})
