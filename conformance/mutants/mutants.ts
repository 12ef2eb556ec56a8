import type { OpenApiDocument } from '../../openapi/document.ts'
import type { Job } from './jobs.ts'
import type { MutantResult } from './results.ts'
import { themes } from './server/index.ts'
import { specMutants } from './spec/spec-mutants.ts'

/** A mutant that has not been run. */
export interface Listed extends Omit<MutantResult, 'noticed'> {
  job: Job
}

/** All mutants of both kinds, in the order of their indexes. */
export function allMutants(document: OpenApiDocument): Listed[] {
  return [
    ...specMutants(document).map(
      ({ operator, pointer, change }, index): Listed => ({
        kind: 'spec',
        operator,
        pointer,
        change,
        job: { kind: 'spec', index },
      }),
    ),
    ...Object.entries(themes)
      .flatMap(([theme, mutants]) => mutants.map(({ name }) => ({ theme, name })))
      .map(
        ({ theme, name }, index): Listed => ({
          kind: 'server',
          operator: theme,
          pointer: '',
          change: name,
          job: { kind: 'server', index },
        }),
      ),
  ]
}
