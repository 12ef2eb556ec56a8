import type { MockEffect } from '../effects/mock.ts'
import type { Review } from '../review.ts'
import { bullets, some } from './lists.ts'
import { code, prose } from './text.ts'

const NAMES = 6

/** What a front end that is built against the mock will notice. */
export function mockSection(review: Review, most: number): string {
  const heading = '### Mock'
  const { mock } = review
  if ('refused' in mock) return `${heading}\n\nNot available: ${prose(mock.refused)}`
  const { added, removed, responses } = mock.found
  const validated = withNewValidation(review).filter(id => !added.includes(id) && !removed.includes(id))
  const lines = [
    ...(added.length > 0 ? [`Now serves ${names(added)}`] : []),
    ...(removed.length > 0 ? [`No longer serves ${names(removed)}`] : []),
    ...(validated.length > 0 ? [`Accepts and rejects other requests than before: ${names(validated)}`] : []),
    ...some(responses, most, itemOf, 'responses'),
  ]
  return lines.length === 0 ? '' : `${heading}\n\n${bullets(lines)}`
}

/** A change may affect the responses of one operation and the requests of another: only the latter have different derived requests. */
function withNewValidation({ diff, conformance }: Review): string[] {
  const affected = diff.changes
    .filter(({ verdict, direction }) => verdict !== 'docs' && /request|both/.test(direction))
    .flatMap(({ operations }) => operations)
  const different =
    'found' in conformance
      ? conformance.found.filter(({ requests }) => Object.values(requests).some(list => list.length > 0))
      : []
  return different.map(({ operation }) => operation).filter(id => affected.includes(id))
}

const itemOf = ({ response, change, operations }: MockEffect): string =>
  `${CHANGES[change]}: ${code(response)} of ${names(operations)}`

const CHANGES = { added: 'Added', removed: 'Removed', changed: 'Changed' }

const names = (ids: readonly string[]): string => some(ids, NAMES, id => code(id, 100), 'operations').join(', ')
