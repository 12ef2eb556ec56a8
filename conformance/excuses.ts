import type { Shape } from './contract/shape.ts'
import type { Cell } from './report.ts'
import type { Target } from './target.ts'

/** Why a cell may stay uncovered on this target; undefined when it may not. */
export function excuseFor(target: Target, shapes: readonly Shape[], cell: Cell): string | undefined {
  const listed = target.excuses?.[cell.name]
  if (listed !== undefined) return listed
  if (target.reset) return undefined
  if (cell.kind === 'value') return "the target's data need not show it"
  const shape = shapes.find(({ id }) => id === cell.operation)
  if (/^(429|500|503)$/.test(cell.status ?? '')) return 'it cannot be provoked on a running server'
  if (cell.status === '403' && target.accounts.length < 2) return 'it needs an account of another client'
  if (!shape || shape.method === 'GET') return undefined
  if (target.readOnly) return 'the target is only read'
  if (shape.ids.length > 0 && /^2/.test(cell.status ?? ''))
    return 'no row of the target may be in a state that allows it'
  return undefined
}
