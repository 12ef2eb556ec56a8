import { isObject, type OpenApiDocument } from '../../openapi/document.ts'
import { METHODS, type Operation, operationsOf } from '../../openapi/operations.ts'
import { type Node, nodesOf } from './grammar/nodes.ts'
import { createJudge, type Judge } from './judge.ts'

/** What all rules read, taken apart once. */
export interface Contract {
  document: OpenApiDocument
  /** Those of paths that can be read. */
  operations: Operation[]
  /** Why others cannot. */
  refusals: Refusal[]
  /** Every object that OpenAPI knows, in the order of the document. */
  nodes: Node[]
  /** Judges values by the document's own schemas. */
  judge: Judge
}

/** What the reader of documents refuses, and where. */
class Refusal extends Error {
  readonly pointer: string
  constructor(pointer: string, reason: string) {
    super(reason)
    this.pointer = pointer
  }
}

export function contractOf(document: OpenApiDocument): Contract {
  const refusals: Refusal[] = []
  const operations = documentsOfOne(document).flatMap(one => {
    try {
      return operationsOf(one)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refusals.push(error)
      return []
    }
  })
  return { document, operations, refusals, nodes: [...nodesOf(document.root)], judge: createJudge(document) }
}

/** The document once for each operation, with no other beside it: what is wrong with one does not hide the others. */
function documentsOfOne(document: OpenApiDocument): OpenApiDocument[] {
  const { paths } = document.root
  const refuse = (pointer: string, reason: string) => {
    throw new Refusal(pointer, reason)
  }
  return Object.entries(isObject(paths) ? paths : {}).flatMap(([path, item]) => {
    if (!isObject(item)) return []
    const shared = Object.fromEntries(Object.entries(item).filter(([key]) => !METHODS.some(method => method === key)))
    const items = METHODS.filter(method => method in item).map(method => ({
      ...shared,
      [method]: item[method] ?? null,
    }))
    return (items.length === 0 ? [shared] : items).map(one => ({
      ...document,
      root: { ...document.root, paths: { [path]: one } },
      refuse,
    }))
  })
}
