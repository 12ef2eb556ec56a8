// npm run conformance:mutants
import { readFileSync, writeFileSync } from 'node:fs'
import type { Values } from '../../openapi/cli/command.ts'
import { runCommand, runProcess } from '../../openapi/cli/run.ts'
import { loadDocument } from '../../openapi/read.ts'
import { createProgress } from '../command/progress.ts'
import { COMMAND, selectionOf } from './arguments.ts'
import { equivalents } from './equivalents.ts'
import { allMutants } from './mutants.ts'
import { runAll } from './pool.ts'
import { reportOf } from './report.ts'
import { findProblems, type MutantResult, type Problems } from './results.ts'
import { textOf } from './text.ts'

const FILE = 'openapi.yaml'
const REPORT = new URL('./report.md', import.meta.url)

const progress = createProgress(process.stderr)

await runProcess(args => runCommand(COMMAND, args, { log: console.log, error: progress.say }, prove))

async function prove(given: Values<typeof COMMAND.options>): Promise<0 | 1> {
  const { operator, sample, each, write } = given
  const { kinds, isWhole } = selectionOf(given)
  const document = loadDocument(FILE)
  const chosen = kinds.flatMap(kind =>
    allMutants(document)
      .filter(mutant => mutant.kind === kind && (operator === undefined || mutant.operator === operator))
      .filter((_, index) => index % sample === 0),
  )
  const start = performance.now()
  const outcomes = await runAll(
    FILE,
    chosen.map(({ job }) => job),
    done => progress.at(`${done} of ${chosen.length} mutants, ${Math.round((performance.now() - start) / 1000)} s`),
  )
  progress.end()
  const results = chosen.map(
    ({ job: _, ...mutant }, index): MutantResult => ({ ...mutant, noticed: undefined, ...outcomes[index] }),
  )
  const problems = findProblems(results, isWhole)
  console.log(textOf(document, results, problems, each))
  const isClean = problems.survivors.length === 0 && problems.stale.length === 0 && problems.most === undefined
  const isReported = !isWhole || compare(results, problems, write)
  return isClean && isReported ? 0 : 1
}

/** Whether the committed report matches the results; always true with --write. */
function compare(results: readonly MutantResult[], problems: Problems, write: boolean): boolean {
  const text = reportOf(results, problems, equivalents)
  if (write) writeFileSync(REPORT, text)
  if (write || text === read()) return true
  console.error('mutants/report.md is outdated; run npm run conformance:mutants -- --write')
  return false
}

function read(): string | undefined {
  try {
    return readFileSync(REPORT, 'utf8')
  } catch {
    return undefined
  }
}
