import type { Cell } from '../../report.ts'
import { OUTSIDE } from './groups.ts'

/**
 * A table of operations and statuses with the number of responses of each: `·` not declared, `!` never seen, `~` excluded. A status with
 * several media types has one number for each. Undefined without response cells.
 */
export function matrixOf(cells: readonly Cell[]): string | undefined {
  const responses = cells.filter(({ kind }) => kind === 'response')
  if (responses.length === 0) return undefined
  const rows = Map.groupBy(responses, ({ operation }) => operation ?? '')
  const statuses = [...new Set(responses.map(({ status }) => status ?? ''))].sort()
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

function markOf({ seen, exclusion }: Cell): string {
  if (seen > 0) return String(seen)
  return exclusion === undefined ? '!' : '~'
}
