import { type Equivalent, equivalents } from './equivalents.ts'
import type { Kind } from './jobs.ts'
import type { Outcome } from './outcome.ts'

/** A mutant with its result. */
export interface MutantResult extends Outcome {
  kind: Kind
  /** The theme of a server mutant. */
  operator: string
  /** Where the contract was changed; empty for a server mutant. */
  pointer: string
  /** What was changed, or what the server does wrong. */
  change: string
}

/** Everything that makes a run of all mutants fail. */
export interface Problems {
  survivors: MutantResult[]
  /** Listed as equivalent, but noticed or no longer a mutant. */
  stale: { equivalent: Equivalent; why: string }[]
  /** The maximum number of equivalents, if it is exceeded. */
  most: number | undefined
}

/** Maximum share of spec mutants that may be equivalent. */
const SHARE = 0.03

const keyOf = ({ operator, pointer, change }: Pick<MutantResult, 'operator' | 'pointer' | 'change'>) =>
  `${operator} ${pointer} ${change}`

/** @param isWhole whether all mutants were run: only then can an equivalent be missing */
export function findProblems(
  results: readonly MutantResult[],
  isWhole: boolean,
  listed: readonly Equivalent[] = equivalents,
): Problems {
  const byKey = new Map(results.map(mutant => [keyOf(mutant), mutant]))
  const keys = new Set(listed.map(keyOf))
  const most = Math.floor(results.filter(({ kind }) => kind === 'spec').length * SHARE)
  return {
    survivors: results.filter(mutant => mutant.noticed === undefined && !keys.has(keyOf(mutant))),
    stale: listed.flatMap(equivalent => {
      const mutant = byKey.get(keyOf(equivalent))
      if (!mutant) return isWhole ? [{ equivalent, why: 'No mutant matches it' }] : []
      return mutant.noticed === undefined ? [] : [{ equivalent, why: `It is noticed: ${mutant.noticed}` }]
    }),
    most: isWhole && listed.length > most ? most : undefined,
  }
}

/** A row of the table. */
export interface Tally {
  operator: string
  mutants: number
  noticed: number
  equivalent: number
  survived: number
  /** The rules that noticed any of them first. */
  rules: string[]
}

/** The rows by operator in the order of the mutants, and the total of each kind. */
export function talliesOf(
  results: readonly MutantResult[],
  { survivors }: Problems,
): { kind: Kind; tallies: Tally[]; sum: Tally }[] {
  const tally = (operator: string, those: readonly MutantResult[]): Tally => {
    const noticed = those.filter(mutant => mutant.noticed !== undefined).length
    const survived = those.filter(mutant => survivors.includes(mutant)).length
    const rules = [...new Set(those.flatMap(mutant => mutant.noticed?.split(' · ').slice(0, 1) ?? []))].toSorted()
    return { operator, mutants: those.length, noticed, equivalent: those.length - noticed - survived, survived, rules }
  }
  return [...Map.groupBy(results, ({ kind }) => kind)].map(([kind, those]) => ({
    kind,
    tallies: [...Map.groupBy(those, ({ operator }) => operator)].map(([operator, alike]) => tally(operator, alike)),
    sum: tally('all', those),
  }))
}
