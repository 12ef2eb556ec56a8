import { readFileSync } from 'node:fs'
import { refusalsOf } from './check.ts'
import { DocumentError, documentOf, isObject, type OpenApiDocument } from './document.ts'
import type { Refusal } from './refusal.ts'
import { readYaml } from './yaml.ts'

/**
 * Reads a document and lists everything that is refused in it, in document order. In a document without refusals, every object is in the
 * vocabulary and every reference leads to its target. Throws a DocumentError for a text that is not YAML or JSON.
 * @param file the file name to show in messages
 */
export function readDocument(file: string, text: string): { document: OpenApiDocument; refusals: Refusal[] } {
  const { root, place } = readYaml(file, text)
  if (!isObject(root)) throw new DocumentError(`${file}:1:1 #: this is not an OpenAPI document`)
  const document = documentOf(file, root, place, text)
  return { document, refusals: refusalsOf(document) }
}

/** Reads a document without refusals. Throws a DocumentError with the first refusal. */
export function parseDocument(file: string, text: string): OpenApiDocument {
  const { document, refusals } = readDocument(file, text)
  const [first] = refusals
  if (first) document.refuse(first.pointer, first.reason, first.instead)
  return document
}

/** Like `parseDocument`, from a file. */
export const loadDocument = (file: string): OpenApiDocument => parseDocument(file, readText(file))

/** The text of a file. Throws a DocumentError if it cannot be read. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new DocumentError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}
