import { setTimeout as delay } from 'node:timers/promises'
import { styleText } from 'node:util'
import type { ExitCode } from '../../openapi/cli/command.ts'
import { type CommandOutput, printText, runCommand } from '../../openapi/cli/run.ts'
import type { Report } from '../report.ts'
import { type Progress as RunProgress, runConformance } from '../run.ts'
import type { Target } from '../target.ts'
import { COMMAND, contractOf, type Format, type Given, remoteOf } from './arguments.ts'
import { format } from './formats/format.ts'
import type { Paint } from './formats/violation.ts'
import { accessLine, planLine, stepLine } from './plan.ts'
import type { Progress } from './progress.ts'
import { type RemoteTarget, remoteTarget } from './remote.ts'

const EXIT = { passed: 0, failed: 1, inconclusive: 2 } as const

export interface Surroundings {
  env: Record<string, string | undefined>
  /** Reads standard input to its end. */
  stdin: () => Promise<string>
  progress: Progress
  log: CommandOutput['log']
  /** Stops the run early, which revokes its tokens. */
  signal: AbortSignal
}

export const runConformanceCommand = (args: string[], surroundings: Surroundings): Promise<ExitCode> => {
  const { log, progress } = surroundings
  return runCommand(COMMAND, args, { log, error: progress.say }, given => prove(given, surroundings))
}

async function prove(given: Given, { env, stdin, progress, log, signal }: Surroundings): Promise<ExitCode> {
  const { contract, isOwnContract, hasLogin } = contractOf(given)
  const remote = await remoteOf(given, hasLogin, env, stdin)
  const sleep = (ms: number) => waitFor(ms, progress, signal)
  const server = remote && remoteTarget({ ...remote, sleep, signal })
  const app = server ? undefined : await inProcess(given.database)
  const target: Target = server ?? (app as Target)
  const operations = given.operation === undefined ? undefined : [given.operation]
  const report = await runConformance({
    ...{ contract, isOwnContract, target, signal, onProgress: reporter(server, progress) },
    ...(operations && { operations }),
  })
  server?.close()
  await app?.close?.()
  progress.end()
  if (report.verdict === 'inconclusive') progress.say(`Could not complete: ${report.reason}`)
  print(given.format, report, log)
  return EXIT[report.verdict]
}

/** @param database URL of one on PostgreSQL; SQLite in memory by default. Throws CommandError. */
async function inProcess(database: string | undefined): Promise<Target & { close?(): Promise<void> }> {
  const { createInProcess, createOn } = await import('../in-process/target.ts')
  if (database === undefined) return createInProcess()
  const { openRestorablePostgres } = await import('../in-process/postgres.ts')
  const restorable = await openRestorablePostgres(database)
  return { ...createOn(restorable), close: restorable.close }
}

/** Reports progress; for a running server also whether it is written to, and the number of planned requests. */
function reporter(server: RemoteTarget | undefined, progress: Progress): (state: RunProgress) => void {
  const announced = new Set<RunProgress['step']>()
  return state => {
    const isNew = server !== undefined && !announced.has(state.step)
    announced.add(state.step)
    if (isNew && announced.size === 1) progress.say(accessLine(server))
    if (isNew && state.planned > 0) progress.say(planLine(state.planned, server.limit()))
    progress.at(stepLine(state))
  }
}

async function waitFor(ms: number, progress: Progress, signal: AbortSignal): Promise<void> {
  if (ms >= 1000) progress.at(`waiting ${Math.ceil(ms / 1000)} s for the rate limit of the target`)
  await delay(ms, undefined, { signal }).catch(() => {})
}

/** An incomplete run has been reported on standard error already; only programs get it in their format too. */
function print(name: Format, report: Report, log: CommandOutput['log']): void {
  if (name === 'text' && report.verdict === 'inconclusive') return
  const paint: Paint = (style, text) => styleText(style, text, { stream: process.stdout })
  printText(log, format(name, report, paint))
}
