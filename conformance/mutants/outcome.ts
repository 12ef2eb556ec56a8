import { DocumentError } from '../../openapi/document.ts'
import type { Report } from '../report.ts'

/** What became of a mutant. */
export interface Outcome {
  /** What showed the lie or the fault first: a rule, then where. Undefined when nothing did. */
  noticed: string | undefined
  /** How the suite ended without a verdict, which is a fault of its own. */
  crash?: string
}

/** What the suite makes of a mutant. A suite that refuses the contract has noticed; one that crashes has not. */
export async function outcomeOf(run: () => Promise<Report>): Promise<Outcome> {
  try {
    return { noticed: firstIn(await run()) }
  } catch (error) {
    if (error instanceof DocumentError) return { noticed: `contract refused · ${error.message}` }
    return { noticed: undefined, crash: String((error as Error).stack) }
  }
}

function firstIn({ verdict, reason, violations, cells }: Report): string | undefined {
  if (verdict === 'kept') return undefined
  if (verdict === 'unjudged') return `not judged · ${reason}`
  const [first] = violations
  if (first) return [first.rule, first.operation, first.case].filter(Boolean).join(' · ')
  const unseen = cells.find(({ seen, excuse }) => seen === 0 && excuse === undefined)
  return `never seen · ${unseen?.name}`
}
