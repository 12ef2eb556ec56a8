import { shapesOf } from '../../../conformance/contract/request-shape.ts'
import { createCoverage } from '../../../conformance/coverage/coverage.ts'
import { casesOf } from '../../../conformance/requests/cases.ts'
import type { OpenApiDocument } from '../../../openapi/document.ts'
import { operationsOf } from '../../../openapi/operations.ts'

/** What a conformance run has to cover, and what it sends, in one version of the contract and not in the other. */
export interface ConformanceEffect {
  /** Empty for cells that belong to a schema rather than to an operation. */
  operation: string
  /** Operation × status code × media type or header, and values in responses. */
  cells: { added: string[]; removed: string[] }
  /** Derived requests; `changed` are those with the same name and different content. */
  requests: { added: string[]; removed: string[]; changed: string[] }
}

/** Above this number of operations, requests are derived only for those that a change affects: the others rarely differ. */
const MOST_OPERATIONS = 300

/**
 * By operation, in the order of the new version and then of the old one.
 * @param affected operationIds that a change affects
 */
export function conformanceEffects(
  base: OpenApiDocument,
  head: OpenApiDocument,
  affected: ReadonlySet<string>,
): ConformanceEffect[] {
  const cells = [cellsOf(base), cellsOf(head)] as const
  const requests = [requestsOf(base, affected), requestsOf(head, affected)] as const
  const operations = new Set([...cells[1], ...requests[1], ...cells[0], ...requests[0]].map(([operation]) => operation))
  return [...operations]
    .map(operation => {
      const { added, removed } = compare(cells[0].get(operation), cells[1].get(operation))
      return {
        operation,
        cells: { added, removed },
        requests: compare(requests[0].get(operation), requests[1].get(operation)),
      }
    })
    .filter(({ cells, requests }) =>
      [...Object.values(cells), ...Object.values(requests)].some(list => list.length > 0),
    )
}

/** By operation and name, the content that tells whether two with the same name are equal. */
type Named = Map<string, Map<string, string>>

function cellsOf(document: OpenApiDocument): Named {
  const { cells } = createCoverage(document, operationsOf(document))
  return grouped(cells.map(({ operation = '', name }) => [operation, name, '']))
}

/** Any time and any login will do, as long as they are the same for both versions. */
const AT = { now: Date.UTC(2030, 0, 1), known: {} }

function requestsOf(document: OpenApiDocument, affected: ReadonlySet<string>): Named {
  const shapes = shapesOf(document)
  const asked = shapes.length > MOST_OPERATIONS ? shapes.filter(({ id }) => affected.has(id)) : shapes
  const cases = asked.flatMap(shape => casesOf(document, shape, AT))
  return grouped(
    cases.map(({ operation, name, recipe }) => [
      operation,
      name,
      JSON.stringify(recipe, (_, value) => (ArrayBuffer.isView(value) ? String(value) : value)),
    ]),
  )
}

function grouped(entries: [operation: string, name: string, form: string][]): Named {
  const named: Named = new Map()
  for (const [operation, name, form] of entries) {
    const own = named.get(operation) ?? new Map<string, string>()
    named.set(operation, own.set(name, form))
  }
  return named
}

function compare(base = new Map<string, string>(), head = new Map<string, string>()) {
  return {
    added: [...head.keys()].filter(name => !base.has(name)),
    removed: [...base.keys()].filter(name => !head.has(name)),
    changed: [...head].filter(([name, form]) => base.has(name) && base.get(name) !== form).map(([name]) => name),
  }
}
