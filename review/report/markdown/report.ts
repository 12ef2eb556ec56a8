import type { Review } from '../review.ts'
import { changesSection } from './changes.ts'
import { conformanceSection } from './conformance.ts'
import { findingsSection } from './findings.ts'
import { generatedSection } from './generated.ts'
import { mockSection } from './mock.ts'
import { operationsSection } from './operations.ts'
import { stepsSection } from './steps.ts'
import { prose } from './text.ts'
import { verdictSection } from './verdict.ts'

/** First in every report, so that one comment can be found again and updated. */
export const MARKER = '<!-- clustrix-spec-review -->'

/** Bytes; a comment on GitHub may have 65,536 characters. */
const LONGEST = 60_000

/** How many items a list may have, until the whole fits. */
const LIMITS = [200, 100, 60, 40, 25, 15, 8, 4, 2, 1]

const SHORTENED = '_Shortened to fit into a comment; report.json has everything._'

/** The report for people, in Markdown that GitHub renders. Whatever is in the contract, it is shorter than 60 KB and means only what it says. */
export function markdownOf(review: Review): string {
  const full = textOf(review, Number.POSITIVE_INFINITY)
  if (fits(full)) return full
  const shortened = LIMITS.map(most => textOf(review, most, SHORTENED)).find(fits)
  return shortened ?? assembled([verdictSection(review), SHORTENED])
}

/** In the place of a report, when a version cannot be read. */
export const refusedMarkdown = (reason: string): string =>
  assembled(['## Spec review: could not be worked out', `> [!CAUTION]\n> ${prose(reason)}`])

const fits = (text: string) => Buffer.byteLength(text) <= LONGEST

const textOf = (review: Review, most: number, note = ''): string =>
  assembled([
    verdictSection(review),
    note,
    operationsSection(review, most),
    changesSection(review, 'breaking', most),
    changesSection(review, 'compatible', most),
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
    ? `No docs.html: ${prose(docs.refused)}. Whole in report.json.`
    : 'Whole in report.json; the new reference, with what changed marked, in docs.html.'

const assembled = (parts: string[]): string => `${[MARKER, ...parts.filter(Boolean)].join('\n\n')}\n`
