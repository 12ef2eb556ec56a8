// npm run conformance [-- OPTION ...]; see conformance/README.md

import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { styleText } from 'node:util'
import { checkSchemas } from '../../openapi/check-schemas.ts'
import { DocumentError, loadDocument } from '../../openapi/document.ts'
import type { Report } from '../report.ts'
import { type Progress, runConformance } from '../run.ts'
import type { Target } from '../target.ts'
import { type Arguments, BadUsage, readArguments, USAGE } from './arguments.ts'
import { format } from './formats/format.ts'
import type { Paint } from './formats/violation.ts'
import { mannerOf, planOf, stepOf } from './plan.ts'
import { createProgress } from './progress.ts'
import { type RemoteTarget, remoteTarget } from './remote.ts'

/** Milliseconds during which a repeated signal is ignored: npm forwards the Ctrl-C that the terminal already sent. */
const AGAIN = 500

const EXIT = { kept: 0, broken: 1, unjudged: 2 }

const stopping = new AbortController()
const progress = createProgress(process.stderr)

// The reader may close the pipe early (`npm run conformance | head`); the exit code still tells the result.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

let stoppingSince: number | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stoppingSince !== undefined && performance.now() - stoppingSince > AGAIN) process.exit(EXIT.unjudged)
    if (stoppingSince === undefined) progress.say('Stopping and revoking the tokens of this run')
    stoppingSince ??= performance.now()
    stopping.abort()
  })
}

try {
  const given = await readArguments(process.argv.slice(2), process.env, () => text(process.stdin))
  if (given.help) console.log(USAGE)
  else process.exitCode = await prove(given)
} catch (error) {
  const isRefusal = error instanceof BadUsage || error instanceof DocumentError
  // Anything else is a bug in the suite, and its stack helps to find it.
  progress.say(isRefusal ? error.message : String((error as Error).stack ?? error))
  process.exitCode = EXIT.unjudged
}

async function prove({ spec, format: name, remote }: Arguments): Promise<number> {
  const contract = loadDocument(spec)
  checkSchemas(contract)
  const server = remote && remoteTarget({ ...remote, sleep, signal: stopping.signal })
  const target: Target = server ?? (await (await import('../in-process/target.ts')).createInProcess())
  const { signal } = stopping
  const report = await runConformance({ contract, target, signal, onProgress: reporter(server) })
  server?.close()
  progress.end()
  if (report.verdict === 'unjudged') progress.say(`Could not complete: ${report.reason}`)
  await print(name, report)
  return EXIT[report.verdict]
}

/** Reports progress; for a running server also whether it is written to, and the number of planned requests. */
function reporter(server: RemoteTarget | undefined): (state: Progress) => void {
  const told = new Set<Progress['step']>()
  return state => {
    const isNew = server !== undefined && !told.has(state.step)
    told.add(state.step)
    if (isNew && told.size === 1) progress.say(mannerOf(server))
    if (isNew && state.planned > 0) progress.say(planOf(state.planned, server.limit()))
    progress.at(stepOf(state))
  }
}

async function sleep(ms: number): Promise<void> {
  if (ms >= 1000) progress.at(`waiting ${Math.ceil(ms / 1000)} s for the rate limit of the target`)
  await delay(ms, undefined, { signal: stopping.signal }).catch(() => {})
}

/** An incomplete run has been reported on standard error already; only programs get it in their format too. */
async function print(name: Arguments['format'], report: Report): Promise<void> {
  if (name === 'text' && report.verdict === 'unjudged') return
  const paint: Paint = (style, text) => styleText(style, text, { stream: process.stdout })
  await new Promise<void>(resolve => process.stdout.write(format(name, report, paint), () => resolve()))
}
