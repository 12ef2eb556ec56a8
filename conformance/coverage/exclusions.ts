import type { OpenApiDocument } from '../../openapi/document.ts'
import { hasInputRules } from '../contract/input-rules.ts'
import type { Shape } from '../contract/request-shape.ts'
import type { Cell } from '../report.ts'
import { loginOf } from '../session/login.ts'
import type { Target } from '../target.ts'

/** Why a cell may stay uncovered on this target; undefined if it must be covered. */
export function exclusionFor(
  contract: OpenApiDocument,
  target: Target,
  shapes: readonly Shape[],
  cell: Cell,
): string | undefined {
  const listed = target.exclusions?.[cell.name]
  if (listed !== undefined) return listed
  const leftOut = leftOutWith(contract, shapes, cell)
  if (leftOut !== undefined || target.reset) return leftOut
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

/** Why it may stay uncovered with this contract. */
function leftOutWith(contract: OpenApiDocument, shapes: readonly Shape[], cell: Cell): string | undefined {
  const isShared = cell.kind === 'value' && cell.operation === undefined
  const needsToken = shapes.some(({ id, isSecured }) => isSecured && (id === cell.operation || isShared))
  if (needsToken && cell.status !== '401' && !loginOf(contract, shapes))
    return 'it needs a token, which no operation of the contract creates'
  if (!hasInputRules(contract) && (isShared || cell.status === '413'))
    return 'the contract has no x-input that says which requests lead to it'
  return undefined
}
