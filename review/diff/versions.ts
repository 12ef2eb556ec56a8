import { documentOf, type OpenApiDocument } from '../../openapi/document.ts'
import { parseDocument } from '../../openapi/read.ts'
import type { Source } from './base.ts'

/** Both versions. The same text is read once, because most pull requests do not change the contract. Throws a DocumentError. */
export function parseVersions(base: Source, head: Source): { base: OpenApiDocument; head: OpenApiDocument } {
  const before = parseDocument(base.file, base.text)
  return {
    base: before,
    head:
      base.text === head.text ? documentOf(head.file, before.root, before.place) : parseDocument(head.file, head.text),
  }
}
