import type { Review } from '../review.ts'
import { addedOperationsSection } from './added-operations.ts'
import { changesSection } from './changes.ts'
import { conformanceSection } from './conformance.ts'
import { findingsSection } from './findings.ts'
import { generatedSection } from './generated.ts'
import { mockSection } from './mock.ts'
import { operationsSection } from './operations.ts'
import { stepsSection } from './steps.ts'
import { prose } from './text.ts'
import { verdictSection } from './verdict.ts'

/** At the start of every report, so that the comment can be found and updated. */
export const MARKER = '<!-- clustrix-spec-review -->'

/** Bytes; a comment on GitHub may have 65,536 characters. */
const MAX_BYTES = 60_000

/** How many items a list may have; the first limit with which the report fits is used. */
const LIMITS = [200, 100, 60, 40, 25, 15, 8, 4, 2, 1]

const SHORTENED = '_Shortened to fit into a comment. report.json has everything._'

/** The report as Markdown for GitHub. Whatever the contract contains, it is shorter than 60 KB and all text from the contract is escaped. */
export function markdownOf(review: Review): string {
  const full = textOf(review, Number.POSITIVE_INFINITY)
  if (fits(full)) return full
  const shortened = LIMITS.map(most => textOf(review, most, SHORTENED)).find(fits)
  return shortened ?? assembled([verdictSection(review), SHORTENED])
}

/** Instead of a report if a version cannot be read. */
export const refusedMarkdown = (reason: string): string =>
  assembled(['## Spec review: not available', `> [!WARNING]\n> ${prose(reason)}`])

const fits = (text: string) => Buffer.byteLength(text) <= MAX_BYTES

const textOf = (review: Review, most: number, note = ''): string =>
  assembled([
    verdictSection(review),
    note,
    operationsSection(review, most),
    changesSection(review, 'breaking', most),
    changesSection(review, 'compatible', most),
    addedOperationsSection(review, most),
    findingsSection(review, most),
    generatedSection(review, most),
    conformanceSection(review, most),
    mockSection(review, most),
    changesSection(review, 'docs', most),
    stepsSection(review, most),
    referenceLine(review),
  ])

const referenceLine = ({ docs }: Review): string =>
  'refused' in docs
    ? `docs.html could not be rendered: ${prose(docs.refused.replace(/\.$/, ''))}. All details are in report.json.`
    : 'All details are in report.json. docs.html is the API reference of the head version; each changed operation and field says what changed.'

const assembled = (parts: string[]): string => `${[MARKER, ...parts.filter(Boolean)].join('\n\n')}\n`
