import type { Change, Diff, Verdict } from '../change.ts'

const TITLES: readonly [Verdict, string][] = [
  ['breaking', 'Breaking'],
  ['compatible', 'Compatible'],
  ['docs', 'Documentation'],
]

/** The changes by verdict, most severe first, without empty groups. */
export const groupsOf = ({ changes }: Diff): { verdict: Verdict; title: string; changes: Change[] }[] =>
  TITLES.map(([verdict, title]) => ({
    verdict,
    title,
    changes: changes.filter(change => change.verdict === verdict),
  })).filter(group => group.changes.length > 0)

const MOST_OPERATIONS = 6

/** Operations on one line; if there are many, only the first. */
export function operationsText(operations: readonly string[]): string {
  const more = operations.length - MOST_OPERATIONS
  return more > 1 ? `${operations.slice(0, MOST_OPERATIONS).join(', ')} and ${more} more` : operations.join(', ')
}

/** `2 breaking, 1 compatible`. */
export const countsText = (diff: Diff): string =>
  groupsOf(diff)
    .map(({ title, changes }) => `${changes.length} ${title.toLowerCase()}`)
    .join(', ') || 'no changes'

export const verdictText: Record<Diff['verdict'], string> = {
  breaking: 'Breaking: working clients may stop working',
  compatible: 'Compatible: clients keep working',
  docs: 'Documentation only: requests and responses stay the same',
  none: 'No changes',
}
