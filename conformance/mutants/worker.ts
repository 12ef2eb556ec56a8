// A worker thread that runs one mutant after the other.
import { parentPort, workerData } from 'node:worker_threads'
import { loadDocument } from '../../openapi/read.ts'
import type { Job } from './jobs.ts'
import { judgeServerMutant } from './judge-server.ts'
import { createSpecJudge } from './judge-spec.ts'
import type { Outcome } from './outcome.ts'
import { serverMutants } from './server/index.ts'
import { specMutants } from './spec/spec-mutants.ts'

const document = loadDocument(String(workerData))
const mutants = specMutants(document)
const judgeSpec = await createSpecJudge(document)

async function judge(question: Job | { kind: 'original' }): Promise<Outcome> {
  if (question.kind === 'original') return judgeSpec()
  const { kind, index } = question
  const plant = serverMutants[index]
  return kind === 'server' && plant ? judgeServerMutant(document, plant) : judgeSpec(mutants[index])
}

parentPort?.on('message', async question => parentPort?.postMessage(await judge(question)))
