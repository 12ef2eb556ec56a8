// npm run conformance:mutants
import { readFileSync, writeFileSync } from 'node:fs'
import type { Values } from '../../openapi/cli/command.ts'
import { runCommand, runProcess } from '../../openapi/cli/run.ts'
import { loadDocument } from '../../openapi/read.ts'
import { createProgress } from '../command/progress.ts'
import { COMMAND, selectionOf } from './arguments.ts'
import { equivalents } from './equivalents.ts'
import { type Findings, findingsIn, type Judged } from './judged.ts'
import { allMutants } from './mutants.ts'
import { judgeAll } from './pool.ts'
import { reportOf } from './report.ts'
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
  const outcomes = await judgeAll(
    FILE,
    chosen.map(({ job }) => job),
    done => progress.at(`${done} of ${chosen.length} mutants, ${Math.round((performance.now() - start) / 1000)} s`),
  )
  progress.end()
  const judged = chosen.map(
    ({ job: _, ...mutant }, index): Judged => ({ ...mutant, noticed: undefined, ...outcomes[index] }),
  )
  const findings = findingsIn(judged, isWhole)
  console.log(textOf(document, judged, findings, each))
  const isClean = findings.survivors.length === 0 && findings.stale.length === 0 && findings.most === undefined
  const isTold = !isWhole || compare(judged, findings, write)
  return isClean && isTold ? 0 : 1
}

/** Whether the committed report matches the results; always true with --write. */
function compare(judged: readonly Judged[], findings: Findings, write: boolean): boolean {
  const text = reportOf(judged, findings, equivalents)
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
