import type { MockEffect, MockEffects } from '../effects/mock.ts'
import type { Review } from '../review.ts'
import { bullets, some } from './lists.ts'
import { code, prose } from './text.ts'

const NAMES = 6

/** What a front end that is built against the mock will see. */
export function mockSection(review: Review, most: number): string {
  const heading = '### Mock'
  const { mock } = review
  if ('refused' in mock) return `${heading}\n\nNot worked out: ${prose(mock.refused)}`
  const { found } = mock
  const judged = judgedOtherwise(review).filter(id => !found.added.includes(id) && !found.gone.includes(id))
  const lines = [
    ...operationsOf(found),
    ...(judged.length > 0 ? [`Judges requests by the new contract: ${names(judged)}`] : []),
    ...some(found.answers, most, itemOf, 'answers'),
  ]
  return lines.length === 0 ? '' : `${heading}\n\n${bullets(lines)}`
}

/** A change may reach the answers of one operation and the requests of another: only those have other requests to prove it by. */
function judgedOtherwise({ diff, conformance }: Review): string[] {
  const reached = diff.changes
    .filter(({ verdict, direction }) => verdict !== 'docs' && /request|both/.test(direction))
    .flatMap(({ operations }) => operations)
  const proved =
    'found' in conformance
      ? conformance.found.filter(({ requests }) => Object.values(requests).some(list => list.length > 0))
      : []
  return proved.map(({ operation }) => operation).filter(id => reached.includes(id))
}

const operationsOf = ({ added, gone }: MockEffects): string[] => [
  ...(added.length > 0 ? [`Serves ${names(added)}`] : []),
  ...(gone.length > 0 ? [`No longer serves ${names(gone)}`] : []),
]

const WORDS = { new: 'new', gone: 'gone', otherwise: 'has another value' }

const itemOf = ({ answer, change, operations }: MockEffect): string =>
  `${code(answer)} of ${names(operations)}: ${WORDS[change]}`

const names = (ids: readonly string[]): string => some(ids, NAMES, id => code(id, 100), 'operations').join(', ')
