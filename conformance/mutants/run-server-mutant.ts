import type { OpenApiDocument } from '../../openapi/document.ts'
import type { ServerMutant } from '../in-process/server-mutant.ts'
import { createInProcess } from '../in-process/target.ts'
import { runConformance } from '../run.ts'
import { type Outcome, outcomeOf } from './outcome.ts'

/** Runs the suite against a server mutant, with the unchanged contract unless the mutant adds to it. */
export const runServerMutant = (document: OpenApiDocument, mutant: ServerMutant): Promise<Outcome> =>
  outcomeOf(async () =>
    runConformance({
      contract: mutant.contract?.(document) ?? document,
      target: await createInProcess(mutant),
      stopAtFirst: true,
    }),
  )
