import type { Shape } from '../contract/request-shape.ts'
import type { Cell } from '../report.ts'
import type { Target } from '../target.ts'

/** Why a cell may stay uncovered on this target; undefined if it must be covered. */
export function exclusionFor(target: Target, shapes: readonly Shape[], cell: Cell): string | undefined {
  const listed = target.exclusions?.[cell.name]
  if (listed !== undefined) return listed
  if (target.reset) return undefined
  if (cell.kind === 'value') return "the target's data may not contain it"
  const shape = shapes.find(({ id }) => id === cell.operation)
  if (/^(429|500|503)$/.test(cell.status ?? '')) return 'a running server cannot be made to return it'
  if (cell.status === '403' && target.accounts.length < 2) return 'it needs an account of another client'
  if (!shape || shape.method === 'GET') return undefined
  if (target.readOnly) return 'the target is tested read-only'
  if (shape.ids.length > 0 && /^2/.test(cell.status ?? ''))
    return 'the target may have no row in a state that allows it'
  return undefined
}
