import { readFileSync } from 'node:fs'
import { parseDocument } from '../../../openapi/read.ts'
import { diffDocuments } from '../../../review/diff/diff.ts'
import { gate } from '../../../review/diff/gate.ts'
import { lint } from '../../../review/lint/lint.ts'
import { readProject } from '../../../review/report/checklist/project.ts'
import { gather } from '../../../review/report/gather.ts'
import { markdownOf } from '../../../review/report/markdown/report.ts'

/** Replaces the only match of a pattern. */
function replaced(text: string, pattern: RegExp, by: (match: string) => string): string {
  const matches = text.match(new RegExp(pattern, 'g')) ?? []
  if (matches.length !== 1) throw new Error(`${pattern} matches ${matches.length} times, not once`)
  return text.replace(pattern, by)
}

const PARAMETER = (words: string) => `
        - name: due_before
          in: query
          x-addition: true
          description: |
            Only invoices due before this date. ${words}
          schema: { type: string, format: date, examples: ['2026-12-01'] }`

/** This repository's contract with a parameter added, an enum value removed and a summary reworded. @param words for a description */
export function sampleOf(words = ''): string {
  const contract = readFileSync('openapi.yaml', 'utf8')
  const parameters = /operationId: listInvoices\n(?: {6}.*\n|\n)*? {6}parameters:/
  const withParameter = replaced(contract, parameters, match => match + PARAMETER(words))
  const withoutValue = replaced(withParameter, /enum: \[unpaid,.*, refunded\]/, match =>
    match.replace(', refunded', ''),
  )
  return replaced(withoutValue, /operationId: getMe\n(?: {6}.*\n)*? {6}summary: .*/, match => `${match} and its client`)
}

/** The report on that change. */
export async function sampleReport(): Promise<string> {
  const texts = { base: readFileSync('openapi.yaml', 'utf8'), head: sampleOf() }
  const base = parseDocument('openapi.yaml', texts.base)
  const head = parseDocument('openapi.yaml', texts.head)
  const diff = diffDocuments(base, head)
  return markdownOf(
    await gather({
      base,
      head,
      texts,
      diff,
      gate: gate(diff, { list: [], problems: [] }, '2026-11-22'),
      lint,
      docs: Promise.resolve({ found: true }),
      project: readProject,
    }),
  )
}
