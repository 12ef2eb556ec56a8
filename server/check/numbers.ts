import type { Queries } from '../database/database.ts'
import { type Finding, RESTORE } from './finding.ts'
import { type Numbered, readNumbered, readSequences, type Sequence } from './store.ts'

/**
 * Gaps in the numbers of a year, and issue dates that decrease along them. Imported invoices have numbers and dates of their own; where
 * one has a number of the same form, the numbers up to it are left to the system that it comes from.
 */
export async function* checkNumbers(queries: Queries): AsyncGenerator<Finding> {
  let latest = ''
  for (const sequence of await readSequences(queries)) {
    const { year, last } = sequence
    const name = (n: number) => `INV-${year}-${String(n).padStart(4, '0')}`
    const gap = (from: number, to: number): Finding => ({
      check: 'number-gap',
      at: name(from),
      message: from === to ? 'is missing' : `and all numbers up to ${name(to)} are missing`,
      mend: RESTORE,
    })
    let expected = 1
    for await (const { number, n, issue_date, imported } of inOrder(queries, sequence)) {
      if (imported === 0) {
        if (n > last) {
          const message = `is above the last number of its year, ${last}`
          yield { check: 'number-ahead', at: number, message, mend: 'issue the next invoice, which passes over it' }
        } else if (n > expected) yield gap(expected, n - 1)
        if (!issue_date.startsWith(`${year}-`)) {
          yield { check: 'number-year', at: number, message: `was issued on ${issue_date}`, mend: RESTORE }
        }
        if (issue_date < latest) {
          const message = `was issued on ${issue_date}, and a number before it on ${latest}`
          yield { check: 'date-order', at: number, message, mend: RESTORE }
        } else latest = issue_date
      }
      expected = n + 1
    }
    if (expected <= last) yield gap(expected, last)
  }
}

/** The greatest number of digits in a number of 16 characters. */
const MAX_DIGITS = 7

/** Numbers with as many digits are in the order of their texts. */
async function* inOrder(queries: Queries, sequence: Sequence): AsyncGenerator<Numbered & { n: number }> {
  for (let digits = 4; digits <= MAX_DIGITS; digits++) {
    for await (const row of readNumbered(queries, sequence, digits)) {
      const text = row.number.slice(-digits)
      if (/^\d+$/.test(text) && (digits === 4 || !text.startsWith('0'))) yield { ...row, n: Number(text) }
    }
  }
}
