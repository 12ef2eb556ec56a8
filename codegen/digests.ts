import { digestOf, operationDigests } from '../openapi/digests.ts'
import type { OpenApiDocument } from '../openapi/document.ts'

/** What the mock needs to know whether the server's code was generated from the contract that it serves. */
export function emitDigests(document: OpenApiDocument): string {
  const operations = Object.entries(operationDigests(document)).map(([id, digest]) => `  ${id}: '${digest}',\n`)
  return `
/** Of the whole file. */
export const documentDigest = '${digestOf(document.text)}'

/** Of each operation with everything that it refers to, but without descriptions and examples. */
export const operationDigests: Readonly<Record<string, string>> = {
${operations.join('')}}
`
}
