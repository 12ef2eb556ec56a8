import { documentOf, type OpenApiDocument } from '../../openapi/document.ts'
import { runConformance } from '../run.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { createRemembered } from './remembered.ts'
import type { SpecMutant } from './spec/spec-mutants.ts'

/** Holds the app, as it is, against contracts that lie. What it answered is remembered: only what a lie adds is asked. */
export async function createSpecJudge(document: OpenApiDocument): Promise<(mutant?: SpecMutant) => Promise<Outcome>> {
  const { target, talk } = await createRemembered()

  /** Without a mutant: the contract as it is. */
  return async mutant => {
    await talk.reset()
    return outcomeOf(() => {
      const contract = mutant ? documentOf(document.file, mutant.apply(), document.place) : document
      return runConformance({ contract, target, talk, stopAtFirst: true })
    })
  }
}
