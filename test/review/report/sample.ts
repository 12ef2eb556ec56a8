import { readFileSync } from 'node:fs'
import { edited } from './versions.ts'

const contract = readFileSync('openapi.yaml', 'utf8')

const PER_PAGE = '        - $ref: "#/components/parameters/InvoicesPerPage"\n'

const [, SUMMARY = ''] = /operationId: getMe\n.*\n(.*\n)/.exec(contract) ?? []

/** The contract of this repository with a parameter added, an enum value removed, and a summary changed. @param words for a description */
export const sampleOf = (words = ''): string =>
  edited(
    contract,
    [
      PER_PAGE,
      `        - name: due_before
          in: query
          x-addition: true
          description: |
            Return only invoices due before this day. ${words}
          schema: { type: string, format: date }
${PER_PAGE}`,
    ],
    [
      'enum: [unpaid, partially_paid, paid, overdue, void, refunded]',
      'enum: [unpaid, partially_paid, paid, overdue, void]',
    ],
    [SUMMARY, '      summary: Get the owner of the token\n'],
  )
