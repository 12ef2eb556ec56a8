import { isObject, type OpenApiDocument } from '../../openapi/document.ts'
import { METHODS, type Operation, operationsOf } from '../../openapi/operations.ts'
import { type Node, nodesOf } from './grammar/nodes.ts'
import { createValidate, type Validate } from './validate.ts'

/** A document, prepared once for all rules. */
export interface Contract {
  document: OpenApiDocument
  /** The operations under `paths` that can be read. */
  operations: Operation[]
  /** Why other operations cannot be read. */
  refusals: Refusal[]
  /** Every OpenAPI object, in document order. */
  nodes: Node[]
  /** Validates values by the document's own schemas. */
  validate: Validate
}

/** Why a part of the document cannot be read, and where. */
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
  return { document, operations, refusals, nodes: [...nodesOf(document.root)], validate: createValidate(document) }
}

/** One document for each operation, so that an error in one does not hide the others. */
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
