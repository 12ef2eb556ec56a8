import type { Cell } from '../report.ts'

/** The rules that follow from the shapes of operations, each with the number of times it was checked, whether it holds or not. */
export interface RuleCells {
  cells: readonly Cell[]
  /** @param excluded why it may stay uncovered on this target */
  add(operation: string, name: string, excluded?: string): void
  saw(name: string): void
  /** Notes why a rule could not be checked, if there is such a rule. */
  unchecked(name: string, reason: string, isExcluded: boolean): void
}

export function createRuleCells(): RuleCells {
  const cells = new Map<string, Cell>()
  return {
    get cells() {
      return [...cells.values()]
    },
    add(operation, name, excluded) {
      cells.set(name, {
        kind: 'rule',
        name,
        operation,
        seen: 0,
        ...(excluded !== undefined && { exclusion: excluded }),
      })
    },
    saw(name) {
      const cell = cells.get(name)
      if (cell) cell.seen++
    },
    unchecked(name, reason, isExcluded) {
      const cell = cells.get(name)
      if (!cell) return
      if (isExcluded) cell.exclusion = reason
      else cell.reason = reason
    },
  }
}
