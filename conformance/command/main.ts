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

/** Milliseconds after which a signal is a second one and no echo of the first, which npm passes on once more. */
const AGAIN = 500

const EXIT = { kept: 0, broken: 1, unjudged: 2 }

const stopping = new AbortController()
const progress = createProgress(process.stderr)

// Whoever reads may leave (`npm run conformance | head`); the exit code still says how it went.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

let stoppingSince: number | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stoppingSince !== undefined && performance.now() - stoppingSince > AGAIN) process.exit(EXIT.unjudged)
    if (stoppingSince === undefined) progress.say('Stopping, and giving back the tokens that were made')
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
  // Anything else is a fault of the suite, about which its stack tells more.
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
  if (report.verdict === 'unjudged') progress.say(`Could not judge: ${report.reason}`)
  await print(name, report)
  return EXIT[report.verdict]
}

/** Tells how far a run is; of a server also what is done to it, and what is ahead once that is known. */
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
  if (ms >= 1000) progress.at(`waiting ${Math.ceil(ms / 1000)} s for the target's rate limit`)
  await delay(ms, undefined, { signal: stopping.signal }).catch(() => {})
}

/** What could not be judged has been told already; only programs want it in their format. */
async function print(name: Arguments['format'], report: Report): Promise<void> {
  if (name === 'text' && report.verdict === 'unjudged') return
  const paint: Paint = (style, text) => styleText(style, text, { stream: process.stdout })
  await new Promise<void>(resolve => process.stdout.write(format(name, report, paint), () => resolve()))
}
