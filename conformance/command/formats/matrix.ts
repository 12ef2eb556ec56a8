import type { Cell } from '../../report.ts'
import { OUTSIDE } from './groups.ts'

/**
 * Operations by statuses, with how many answers were seen of each: `·` not declared, `!` declared and never seen, `~` never seen for
 * a reason. A status with several media types has one number for each. Undefined without answers.
 */
export function matrixOf(cells: readonly Cell[]): string | undefined {
  const answers = cells.filter(({ kind }) => kind === 'answer')
  if (answers.length === 0) return undefined
  const rows = Map.groupBy(answers, ({ operation }) => operation ?? '')
  const statuses = [...new Set(answers.map(({ status }) => status ?? ''))].sort()
  const lines = [...rows].map(([operation, own]) => [
    operation || OUTSIDE,
    ...statuses.map(
      status =>
        own
          .filter(cell => (cell.status ?? '') === status)
          .map(markOf)
          .join('+') || '·',
    ),
  ])
  const table = [['', ...statuses], ...lines]
  const widths = table[0]!.map((_, column) => Math.max(...table.map(line => line[column]!.length)))
  return table
    .map(line => line.map((text, at) => (at === 0 ? text.padEnd(widths[at]!) : text.padStart(widths[at]!))).join('  '))
    .map(line => `  ${line.trimEnd()}`)
    .join('\n')
}

function markOf({ seen, excuse }: Cell): string {
  if (seen > 0) return String(seen)
  return excuse === undefined ? '!' : '~'
}
