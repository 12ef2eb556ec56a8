import { readFileSync } from 'node:fs'
import { edited } from './versions.ts'

const PER_PAGE = `        - name: per_page
          in: query
          description: Rows of a page.
`

/** This repository's contract with a filter that is new, a value that is gone, and other words. @param words for a description */
export const sampleOf = (words = ''): string =>
  edited(
    readFileSync('openapi.yaml', 'utf8'),
    [
      PER_PAGE,
      `        - name: due_before
          in: query
          x-addition: true
          description: |
            Only invoices due before this day. An addition to the published page. ${words}
          schema: { type: string, format: date }
${PER_PAGE}`,
    ],
    [
      'enum: [unpaid, partially_paid, paid, overdue, void, refunded]',
      'enum: [unpaid, partially_paid, paid, overdue, void]',
    ],
    ['summary: Whom the token stands for\n', 'summary: Who the token belongs to\n'],
  )
