import { createHash } from 'node:crypto'
import { isObject, type Json, type OpenApiDocument } from './document.ts'
import { type Operation, operationsOf } from './operations.ts'

/** The first 64 bits of the SHA-256 of a text, in hex: enough to notice a change. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

/**
 * A digest of each operation by its ID. It changes with anything that the operation says about its requests and responses, through
 * references too, but not with descriptions and examples.
 */
export function operationDigests(document: OpenApiDocument): Record<string, string> {
  const inputRules = document.root['x-input'] ?? null
  return Object.fromEntries(
    operationsOf(document).map(operation => [
      operation.id,
      digestOf(JSON.stringify([inputRules, partOf(document, operation)])),
    ]),
  )
}

/** What the operation declares, and each component that it refers to. */
function partOf(document: OpenApiDocument, operation: Operation): Json[] {
  const { method, path, parameters, requestBody, responses, security } = operation
  const components = new Map<string, Json>()
  const withComponents = (value: Json, isMap = false): Json => {
    if (Array.isArray(value)) return value.map(item => withComponents(item))
    if (!isObject(value)) return value
    const { $ref } = value
    if (typeof $ref === 'string' && !components.has($ref)) {
      components.set($ref, null)
      components.set($ref, withComponents(document.at($ref) ?? null))
    }
    const entries = Object.entries(value).filter(([key]) => isMap || !TEXTS.has(key))
    return Object.fromEntries(
      entries.map(([key, inner]) => [key, withComponents(inner as Json, !isMap && MAPS.has(key))]),
    )
  }
  const own = [
    method,
    path,
    parameters.map(({ value }) => withComponents(value)),
    requestBody ? withComponents(requestBody.value) : null,
    responses.map(([status, { value }]) => [status, withComponents(value)]),
    security,
  ]
  return [...own, [...components].sort(([a], [b]) => (a < b ? -1 : 1))]
}

/** Fields that do not change what is sent. */
const TEXTS: ReadonlySet<string> = new Set(['summary', 'description', 'title', 'example', 'examples', 'externalDocs'])

/** Fields whose members have names that the document chooses. */
const MAPS: ReadonlySet<string> = new Set(['properties', 'headers', 'content'])
