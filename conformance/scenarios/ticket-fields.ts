import type { Ticket } from './rows.ts'

/** The fields of a ticket that a row has, in the row's order. */
export function fieldsOf(ticket: Ticket, row: object | undefined): object {
  const own = Object.entries(ticket)
  return Object.fromEntries(Object.keys(row ?? {}).map(key => [key, own.find(([name]) => name === key)?.[1]]))
}
