import { documentOf, type OpenApiDocument } from '../../openapi/document.ts'
import { runConformance } from '../run.ts'
import { createMemoisedTarget } from './memoised-target.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import type { SpecMutant } from './spec/spec-mutants.ts'

/** Runs the suite against the unchanged app with spec mutants. Responses are cached, so that only new requests are sent. */
export async function createSpecRunner(document: OpenApiDocument): Promise<(mutant?: SpecMutant) => Promise<Outcome>> {
  const { target, conversation } = await createMemoisedTarget()

  /** Without a mutant: with the unchanged contract. */
  return async mutant => {
    await conversation.reset()
    return outcomeOf(() => {
      const contract = mutant ? documentOf(document.file, mutant.apply(), document.place) : document
      return runConformance({ contract, target, conversation, stopAtFirst: true })
    })
  }
}
