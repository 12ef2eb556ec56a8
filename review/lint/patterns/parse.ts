import { type AST, RegExpParser } from '@eslint-community/regexpp'
import type { Json } from '../../../openapi/document.ts'

/** The syntax tree of a schema's `pattern`, which has the flag u (JSON Schema 2020-12, 6.4); undefined if it is missing or invalid. */
export function parsePattern(pattern: Json | undefined): AST.Pattern | undefined {
  if (typeof pattern !== 'string') return undefined
  try {
    return new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: true })
  } catch {
    return undefined
  }
}
