import type { Change, Verdict } from '../../diff/change.ts'
import type { Review } from '../review.ts'
import { row, some, table } from './lists.ts'
import { code, prose } from './text.ts'

const WORST: readonly Verdict[] = ['breaking', 'compatible', 'docs']

const CHANGES_IN_A_CELL = 4
const NAMES_IN_A_CELL = 6

/** What changes for clients of each operation. Operations with the same changes share a row. */
export function operationsSection({ diff, operations }: Review, most: number): string {
  const rows = rowsOf(diff.changes)
  if (rows.length === 0) return ''
  const lines = some(rows, most, each => row(cellsOf(each, operations)), 'operations')
  return `### Operations\n\n${table(['Operation', 'What changes', 'Direction', 'Verdict'], lines)}`
}

interface Row {
  operations: string[]
  changes: Change[]
}

/** Most severe first, otherwise in the order of the changes. */
function rowsOf(changes: readonly Change[]): Row[] {
  const byOperation = new Map<string, Change[]>()
  const numbers = new Map(changes.map((change, index) => [change, index]))
  for (const change of changes.filter(({ verdict }) => verdict !== 'docs'))
    for (const id of change.operations.length > 0 ? change.operations : [''])
      byOperation.set(id, [...(byOperation.get(id) ?? []), change])
  const rows = new Map<string, Row>()
  for (const [id, own] of byOperation) {
    const key = own.map(change => numbers.get(change)).join()
    const shared = rows.get(key) ?? { operations: [], changes: own }
    shared.operations.push(id)
    rows.set(key, shared)
  }
  return [...rows.values()].sort((a, b) => WORST.indexOf(worstOf(a.changes)) - WORST.indexOf(worstOf(b.changes)))
}

const worstOf = (changes: readonly Change[]): Verdict =>
  WORST.find(verdict => changes.some(change => change.verdict === verdict)) ?? 'docs'

function cellsOf({ operations: ids, changes }: Row, operations: Review['operations']): string[] {
  const sorted = changes.toSorted((a, b) => WORST.indexOf(a.verdict) - WORST.indexOf(b.verdict))
  const names = some(ids, NAMES_IN_A_CELL, id => nameOf(id, operations), 'operations')
  const messages = some(sorted, CHANGES_IN_A_CELL, ({ message }) => prose(message, 200), 'changes')
  return [names.join('<br>'), messages.join('<br>'), directionOf(changes), worstOf(changes)]
}

function directionOf(changes: readonly Change[]): string {
  const all = new Set(changes.map(({ direction }) => direction).filter(direction => direction !== 'none'))
  if (all.size > 1 || all.has('both')) return 'request and response'
  return [...all][0] ?? '–'
}

/** With method and path, unless the id is made of them. */
function nameOf(id: string, operations: Review['operations']): string {
  if (id === '') return 'no operation'
  const route = operations[id]
  return route === undefined || route === id ? code(id, 100) : `${code(id, 100)} ${code(route, 100)}`
}
