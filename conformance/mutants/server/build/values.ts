import type { ServerMutant } from '../../../in-process/server-mutant.ts'
import type { OperationId } from './operations.ts'
import { bodies, on, type Where } from './responses.ts'

export type Row = Record<string, unknown>
/** Changes a value; undefined removes the property. `row` is the object that holds it. */
export type Change = (value: unknown, row: Row) => unknown

/** Changes one property in the responses of operations, such as `data.*.total`: `*` stands for every array element. */
export const value = (
  name: string,
  where: Where | OperationId | readonly OperationId[],
  path: string,
  change: Change,
): ServerMutant =>
  bodies(name, typeof where === 'function' ? where : on(where), body => {
    changeAt(body, path.split('.'), change)
    return body
  })

/** Changes a property everywhere a path leads, in place. */
export function changeAt(value: unknown, [key = '', ...rest]: string[], change: Change): void {
  if (key === '*') {
    if (!Array.isArray(value)) return
    if (rest.length > 0) for (const element of value) changeAt(element, rest, change)
    else for (const [index, element] of value.entries()) value[index] = change(element, {})
    return
  }
  if (!isRow(value)) return
  if (rest.length > 0) {
    changeAt(value[key], rest, change)
    return
  }
  const changed = change(value[key], value)
  if (changed === undefined) delete value[key]
  else value[key] = changed
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)

export const missing: Change = () => undefined

export const always =
  (value: unknown): Change =>
  () =>
    value

/** Changes strings and leaves null alone. */
export const text =
  (change: (value: string) => unknown): Change =>
  value =>
    typeof value === 'string' ? change(value) : value

/** Changes numbers and leaves null alone. */
export const number =
  (change: (value: number) => unknown): Change =>
  value =>
    typeof value === 'number' ? change(value) : value

/** Changes a decimal by a number of units of its last digit. */
export const byMinorUnits = (difference: number): Change =>
  text(decimal => {
    const decimals = decimal.split('.')[1]?.length ?? 0
    const minor = Number(decimal.replace('.', '')) + difference
    // A negative amount would be a different fault.
    return minor < 0 ? decimal : (minor / 10 ** decimals).toFixed(decimals)
  })

/** Renames a property. */
export const renamed = (
  name: string,
  where: OperationId | readonly OperationId[],
  path: string,
  to: string,
): ServerMutant => {
  const keys = path.split('.')
  const from = keys.pop() ?? ''
  return bodies(name, on(where), body => {
    changeRow(body, keys, row => {
      row[to] = row[from]
      delete row[from]
    })
    return body
  })
}

function changeRow(value: unknown, [key, ...rest]: string[], change: (row: Row) => void): void {
  if (key === '*' && Array.isArray(value)) for (const element of value) changeRow(element, rest, change)
  else if (!isRow(value)) return
  else if (key === undefined) change(value)
  else changeRow(value[key], rest, change)
}
