import { DocumentError } from '../../openapi/document.ts'
import type { Report } from '../report.ts'

/** The result of a mutant. */
export interface Outcome {
  /** What noticed the mutant first: a rule, then the place. Undefined if nothing did. */
  noticed: string | undefined
  /** Set if the suite crashed, which is a bug in the suite. */
  crash?: string
}

/** Runs the suite with a mutant. A contract that the suite refuses counts as noticed, a crash does not. */
export async function outcomeOf(run: () => Promise<Report>): Promise<Outcome> {
  try {
    return { noticed: firstIn(await run()) }
  } catch (error) {
    if (error instanceof DocumentError) return { noticed: `contract refused · ${error.message}` }
    return { noticed: undefined, crash: String((error as Error).stack) }
  }
}

function firstIn({ verdict, reason, violations, cells }: Report): string | undefined {
  if (verdict === 'passed') return undefined
  if (verdict === 'inconclusive') return `inconclusive · ${reason}`
  const [first] = violations
  if (first) return [first.rule, first.operation, first.case].filter(Boolean).join(' · ')
  const unseen = cells.find(({ seen, exclusion }) => seen === 0 && exclusion === undefined)
  return `never seen · ${unseen?.name}`
}
