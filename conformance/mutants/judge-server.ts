import type { OpenApiDocument } from '../../openapi/document.ts'
import type { Plant } from '../in-process/plant.ts'
import { createInProcess } from '../in-process/target.ts'
import { runConformance } from '../run.ts'
import { type Outcome, outcomeOf } from './outcome.ts'

/** Runs the suite against a server mutant with the unchanged contract. */
export const judgeServerMutant = (document: OpenApiDocument, plant: Plant): Promise<Outcome> =>
  outcomeOf(async () => runConformance({ contract: document, target: await createInProcess(plant), stopAtFirst: true }))
