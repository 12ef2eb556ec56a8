// npm run conformance
import { text } from 'node:stream/consumers'
import { runProcess } from '../../openapi/cli/run.ts'
import { runConformanceCommand } from './command.ts'
import { createProgress } from './progress.ts'

/** Milliseconds during which a repeated signal is ignored: npm forwards the Ctrl-C that the terminal already sent. */
const AGAIN = 500

const stopping = new AbortController()
const progress = createProgress(process.stderr)

let stoppingSince: number | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stoppingSince !== undefined && performance.now() - stoppingSince > AGAIN) process.exit(2)
    if (stoppingSince === undefined) progress.say('Stopping and revoking the tokens of this run')
    stoppingSince ??= performance.now()
    stopping.abort()
  })
}

await runProcess(args =>
  runConformanceCommand(args, {
    env: process.env,
    stdin: () => text(process.stdin),
    progress,
    log: console.log,
    signal: stopping.signal,
  }),
)
