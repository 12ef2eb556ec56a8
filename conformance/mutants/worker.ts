// A worker thread that runs one mutant after the other.
import { parentPort, workerData } from 'node:worker_threads'
import { loadDocument } from '../../openapi/read.ts'
import type { Job } from './jobs.ts'
import type { Outcome } from './outcome.ts'
import { runServerMutant } from './run-server-mutant.ts'
import { serverMutants } from './server/index.ts'
import { specMutants } from './spec/spec-mutants.ts'
import { createSpecRunner } from './spec-runner.ts'

const document = loadDocument(String(workerData))
const mutants = specMutants(document)
const runSpec = await createSpecRunner(document)

async function run(question: Job | { kind: 'original' }): Promise<Outcome> {
  if (question.kind === 'original') return runSpec()
  const { kind, index } = question
  const mutant = serverMutants[index]
  return kind === 'server' && mutant ? runServerMutant(document, mutant) : runSpec(mutants[index])
}

parentPort?.on('message', async question => parentPort?.postMessage(await run(question)))
