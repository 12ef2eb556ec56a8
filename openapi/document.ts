import { DocumentError } from './document-error.ts'
import type { Json, JsonObject } from './json.ts'
import { follow } from './pointer.ts'
import type { Place } from './yaml.ts'

export { DocumentError } from './document-error.ts'
export { isObject, type Json, type JsonObject, type Located } from './json.ts'
export { into } from './pointer.ts'
export type { Place } from './yaml.ts'

/** An OpenAPI document that knows where each of its values stands in its file. */
export interface OpenApiDocument {
  file: string
  root: JsonObject
  /** Where the value of a JSON pointer (`#/paths/~1me/get`, RFC 6901) stands; the nearest parent's place when it has none. */
  place(pointer: string): Place
  /** What a pointer names, or undefined. */
  at(pointer: string): Json | undefined
  /** Throws a DocumentError that names the place. */
  refuse(pointer: string, reason: string): never
}

/** A document as it is, unchecked; `read.ts` has those that are let in. */
export const documentOf = (file: string, root: JsonObject, place: OpenApiDocument['place']): OpenApiDocument => ({
  file,
  root,
  place,
  at: pointer => follow(root, pointer),
  refuse(pointer, reason) {
    const { line, column } = place(pointer)
    throw new DocumentError(`${file}:${line}:${column} ${pointer}: ${reason}`)
  },
})
