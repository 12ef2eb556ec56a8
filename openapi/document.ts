import { DocumentError } from './document-error.ts'
import type { Json, JsonObject } from './json.ts'
import { follow } from './pointer.ts'
import type { Place } from './yaml.ts'

export { DocumentError } from './document-error.ts'
export { isObject, type Json, type JsonObject, type Located } from './json.ts'
export { into } from './pointer.ts'
export type { Place } from './yaml.ts'

/** An OpenAPI document that knows where each value is in its file. */
export interface OpenApiDocument {
  file: string
  /** The file's content; empty for a document that has no file. */
  text: string
  root: JsonObject
  /** Where the value at a JSON pointer is (`#/paths/~1me/get`, RFC 6901), or its nearest parent if there is no such value. */
  place(pointer: string): Place
  /** The value at a pointer; undefined if there is no such value. */
  at(pointer: string): Json | undefined
  /** Throws a DocumentError with the place, the reason, and what to write instead. */
  refuse(pointer: string, reason: string, instead?: string): never
}

/** An unchecked document. `read.ts` returns checked ones. */
export const documentOf = (
  file: string,
  root: JsonObject,
  place: OpenApiDocument['place'],
  text = '',
): OpenApiDocument => ({
  file,
  text,
  root,
  place,
  at: pointer => follow(root, pointer),
  refuse(pointer, reason, instead) {
    const { line, column } = place(pointer)
    throw new DocumentError(`${file}:${line}:${column} ${pointer}: ${[reason, instead].filter(Boolean).join('. ')}`)
  },
})
