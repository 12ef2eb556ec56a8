import { shapesOf } from '../../../conformance/contract/shape.ts'
import { createCoverage } from '../../../conformance/judge/coverage.ts'
import { casesOf } from '../../../conformance/requests/cases.ts'
import type { OpenApiDocument } from '../../../openapi/document.ts'
import { operationsOf } from '../../../openapi/operations.ts'

/** What a conformance run has to see, or sends, in one version of the contract and not in the other. */
export interface ConformanceEffect {
  /** Empty for what belongs to a schema and no single operation. */
  operation: string
  /** Operation × status × media type or header, and values of answers. */
  cells: { added: string[]; gone: string[] }
  /** Derived requests; `otherwise` are those of the same name that are sent in another form. */
  requests: { added: string[]; gone: string[]; otherwise: string[] }
}

/** With more operations than this, requests are derived only for those that a change reaches: the others' are hardly ever new. */
const LARGE = 300

/**
 * By operation, in the order of the new version and then of the old one.
 * @param reached operationIds that a change reaches
 */
export function conformanceEffects(
  base: OpenApiDocument,
  head: OpenApiDocument,
  reached: ReadonlySet<string>,
): ConformanceEffect[] {
  const cells = [cellsOf(base), cellsOf(head)] as const
  const requests = [requestsOf(base, reached), requestsOf(head, reached)] as const
  const operations = new Set([...cells[1], ...requests[1], ...cells[0], ...requests[0]].map(([operation]) => operation))
  return [...operations]
    .map(operation => {
      const { added, gone } = compare(cells[0].get(operation), cells[1].get(operation))
      return {
        operation,
        cells: { added, gone },
        requests: compare(requests[0].get(operation), requests[1].get(operation)),
      }
    })
    .filter(({ cells, requests }) =>
      [...Object.values(cells), ...Object.values(requests)].some(list => list.length > 0),
    )
}

/** By operation and name, what says whether two of the same name are the same. */
type Named = Map<string, Map<string, string>>

function cellsOf(document: OpenApiDocument): Named {
  const { cells } = createCoverage(document, operationsOf(document))
  return grouped(cells.map(({ operation = '', name }) => [operation, name, '']))
}

/** Any time and any login do, as long as both versions have the same. */
const AT = { now: Date.UTC(2030, 0, 1), known: {} }

function requestsOf(document: OpenApiDocument, reached: ReadonlySet<string>): Named {
  const shapes = shapesOf(document)
  const asked = shapes.length > LARGE ? shapes.filter(({ id }) => reached.has(id)) : shapes
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
    gone: [...base.keys()].filter(name => !head.has(name)),
    otherwise: [...head].filter(([name, form]) => base.has(name) && base.get(name) !== form).map(([name]) => name),
  }
}
