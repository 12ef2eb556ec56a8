import type { ConformanceEffect } from '../effects/conformance.ts'
import type { Review } from '../review.ts'
import { bullets, row, some, table } from './lists.ts'
import { code, folded, prose } from './text.ts'

const HEAD = ['Operation', 'Must be seen in responses', 'Requests']

const EXPLANATION =
  'The suite derives requests from the contract, and must see every declared status code, media type, header and enum value in responses.'

/** What a conformance run has to cover from now on, and what it sends. */
export function conformanceSection({ conformance, mock }: Review, most: number): string {
  const heading = '### Conformance'
  if ('refused' in conformance) return `${heading}\n\nNot available: ${prose(conformance.refused)}`
  const { found } = conformance
  if (found.length === 0) return ''
  const rows = some(found, most, each => row(cellsOf(each)), 'operations')
  return [
    heading,
    EXPLANATION,
    table(HEAD, rows),
    ...cellList(
      found.filter(({ operation }) => !isWhole(mock, operation)),
      most,
    ),
    ...requestList(found, most),
  ].join('\n\n')
}

const cellsOf = ({ operation, cells, requests }: ConformanceEffect): string[] => [
  nameOf(operation),
  sums([
    ['added', cells.added],
    ['removed', cells.removed],
  ]),
  sums([
    ['added', requests.added],
    ['removed', requests.removed],
    ['changed', requests.changed],
  ]),
]

/** Whether an operation was added or removed as a whole, so that every line of it would be listed. */
const isWhole = (mock: Review['mock'], operation: string): boolean =>
  'found' in mock && [...mock.found.added, ...mock.found.removed].includes(operation)

const nameOf = (operation: string): string => (operation === '' ? 'any operation' : code(operation, 100))

const sums = (lists: [word: string, list: string[]][]): string =>
  lists.flatMap(([word, list]) => (list.length > 0 ? [`${list.length} ${word}`] : [])).join(', ') || '–'

function cellList(effects: readonly ConformanceEffect[], most: number): string[] {
  const lines = (['added', 'removed'] as const).flatMap(kind =>
    effects.flatMap(({ cells }) => cells[kind]).map(name => [kind, name] as const),
  )
  if (lines.length === 0) return []
  const list = some(lines, most * 2, ([word, name]) => `${word}: ${code(name)}`, 'lines')
  return [folded('What must be seen in responses', bullets(list))]
}

/** A few requests of each operation show what kind they are. */
const EXAMPLES = 5

function requestList(effects: readonly ConformanceEffect[], most: number): string[] {
  const own = effects.filter(({ requests }) => requests.added.length > 0)
  if (own.length === 0) return []
  const list = some(
    own,
    most,
    ({ operation, requests }) =>
      `${nameOf(operation)}: ${some(requests.added, EXAMPLES, name => code(name), 'requests').join('; ')}`,
    'operations',
  )
  return [folded('Added requests', bullets(list))]
}
