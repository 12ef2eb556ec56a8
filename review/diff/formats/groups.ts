import type { Change, Diff, Verdict } from '../change.ts'

const TITLES: readonly [Verdict, string][] = [
  ['breaking', 'Breaking'],
  ['compatible', 'Compatible'],
  ['docs', 'Documentation'],
]

/** The changes by what they mean, the worst first, without empty groups. */
export const groupsOf = ({ changes }: Diff): { verdict: Verdict; title: string; changes: Change[] }[] =>
  TITLES.map(([verdict, title]) => ({
    verdict,
    title,
    changes: changes.filter(change => change.verdict === verdict),
  })).filter(group => group.changes.length > 0)

const SHOWN = 6

/** Operations in one line; of many only the first. */
export function operationsText(operations: readonly string[]): string {
  const more = operations.length - SHOWN
  return more > 1 ? `${operations.slice(0, SHOWN).join(', ')} and ${more} more` : operations.join(', ')
}

/** `2 breaking, 1 compatible`. */
export const countsText = (diff: Diff): string =>
  groupsOf(diff)
    .map(({ title, changes }) => `${changes.length} ${title.toLowerCase()}`)
    .join(', ') || 'no change'

export const verdictText: Record<Diff['verdict'], string> = {
  breaking: 'Breaking: clients that work may stop working',
  compatible: 'Compatible: clients go on working',
  docs: 'Documentation only: nothing that is sent or answered changes',
  none: 'No change',
}
