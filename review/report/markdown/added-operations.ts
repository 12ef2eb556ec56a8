import type { AddedOperation } from '../effects/added-operations.ts'
import type { Review } from '../review.ts'
import { some } from './lists.ts'
import { code, description, fenced, prose } from './text.ts'

const MOST_LINES = 40

/** What each added operation does, with an example of a request and of the response. */
export function addedOperationsSection({ added }: Review, most: number): string {
  if (added.length === 0) return ''
  return ['### Added operations', ...some(added, most, partOf, 'operations')].join('\n\n')
}

function partOf({ id, summary, description: text, request, response }: AddedOperation): string {
  const about = description(text)
  return [
    `**${code(id, 100)}**${summary ? `: ${prose(summary)}` : ''}`,
    ...(about ? [about.replaceAll(/^/gm, '> ')] : []),
    fenced('http', shortened(request)),
    ...(response.length > 0 ? [fenced('http', shortened(response))] : []),
  ].join('\n\n')
}

const shortened = (lines: readonly string[]): string[] =>
  lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '…'] : [...lines]
