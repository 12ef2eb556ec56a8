#!/usr/bin/env node
// Plain JavaScript, because the Node.js of the machine, which runs this file, may be too old for TypeScript.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const pathOf = relative => fileURLToPath(new URL(relative, import.meta.url))

// `npm ci --omit=dev` does not install the pinned Node.js.
const pinned = pathOf('../../node_modules/node/bin/node')
const node = existsSync(pinned) ? pinned : process.execPath

const preloaded = ['../require-node.mjs', '../../openapi/cli/compile-cache.mjs']
const child = spawn(
  node,
  [
    ...preloaded.flatMap(file => ['--import', new URL(file, import.meta.url).href]),
    pathOf('main.ts'),
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
)
// A terminal sends Ctrl-C to both processes; other signals reach only this one.
process.on('SIGINT', () => {})
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', error => {
  console.error(`${node} cannot be started: ${error.message}`)
  process.exitCode = 1
})
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + constants.signals[signal]
})
