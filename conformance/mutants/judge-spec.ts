import { documentOf, type OpenApiDocument } from '../../openapi/document.ts'
import { runConformance } from '../run.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { createRemembered } from './remembered.ts'
import type { SpecMutant } from './spec/spec-mutants.ts'

/** Runs the suite against the unchanged app with spec mutants. Responses are cached, so that only new requests are sent. */
export async function createSpecJudge(document: OpenApiDocument): Promise<(mutant?: SpecMutant) => Promise<Outcome>> {
  const { target, talk } = await createRemembered()

  /** Without a mutant: with the unchanged contract. */
  return async mutant => {
    await talk.reset()
    return outcomeOf(() => {
      const contract = mutant ? documentOf(document.file, mutant.apply(), document.place) : document
      return runConformance({ contract, target, talk, stopAtFirst: true })
    })
  }
}
