import type { styleText } from 'node:util'
import type { Change, Diff, Verdict } from '../change.ts'
import { countsText, groupsOf, operationsText, verdictText } from './groups.ts'

export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string

const COLOURS: Record<Verdict, 'red' | 'green' | 'dim'> = { breaking: 'red', compatible: 'green', docs: 'dim' }
const MARKS: Record<Change['severity'], string> = { error: '✗', warning: '!', info: '·' }

/** For people at a terminal. */
export function formatText(diff: Diff, paint: Paint): string {
  const groups = groupsOf(diff).map(({ verdict, title, changes }) => {
    const heading = paint(['bold', COLOURS[verdict]], `${title} (${changes.length})`)
    return [heading, ...changes.map(change => changeText(diff, change, paint))].join('\n\n')
  })
  const counts = diff.changes.length > 0 ? ` (${countsText(diff)})` : ''
  const sum = verdictText[diff.verdict] + counts
  return `${[...groups, paint('bold', sum)].join('\n\n')}\n`
}

function changeText(diff: Diff, change: Change, paint: Paint): string {
  const { rule, verdict, severity, direction, operations, message, hint } = change
  const side = direction === 'none' ? '' : `, ${direction === 'both' ? 'request and response' : direction}`
  return [
    `  ${paint(COLOURS[verdict], MARKS[severity])} ${message}`,
    paint('dim', `    ${placesText(diff, change)}  [${rule}${side}]`),
    ...(operations.length > 0 ? [paint('dim', `    ${operationsText(operations)}`)] : []),
    `    ${hint}`,
  ].join('\n')
}

function placesText({ base, head }: Diff, change: Change): string {
  const from = change.base && `${base.file}:${change.base.line}`
  const to = change.head && `${head.file}:${change.head.line}`
  return [from, to].filter(Boolean).join(' → ')
}
