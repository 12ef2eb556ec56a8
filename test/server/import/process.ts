import { type ChildProcess, spawn } from 'node:child_process'
import { onTestFinished } from 'vitest'

const MEGABYTE = 1024 * 1024

/** Reports the greatest memory of a process when it ends. */
const REPORT = `process.on('exit', () => process.stderr.write('maxRSS ' + process.resourceUsage().maxRSS))`

/** Runs the command in a process of its own. */
export function start(
  database: string,
  args: string[],
): { child: ChildProcess; ended: Promise<{ code: number | null; out: string; err: string }> } {
  const preload = ['--import', `data:text/javascript,${encodeURIComponent(REPORT)}`]
  const child = spawn(process.execPath, [...preload, 'server/cli/main.ts', ...args], {
    env: { PATH: process.env.PATH, DATABASE: database, CLOCK: '2026-11-22T12:00:00Z' },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  let err = ''
  child.stdout?.on('data', chunk => {
    out += chunk
  })
  child.stderr?.on('data', chunk => {
    err += chunk
  })
  const ended = new Promise<{ code: number | null; out: string; err: string }>(resolve =>
    child.on('close', code => resolve({ code, out, err })),
  )
  return { child, ended }
}

export const run = (database: string, ...args: string[]) => start(database, args).ended

/** The greatest memory in MB, from what run() reports. */
export const memoryOf = (err: string): number => (Number(/maxRSS (\d+)/.exec(err)?.[1]) * 1024) / MEGABYTE
