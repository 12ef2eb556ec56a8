import { type AST, RegExpParser } from '@eslint-community/regexpp'

/** The syntax tree of a pattern, an ECMAScript regular expression with the flag u (JSON Schema 2020-12, 6.4); undefined if it is invalid. */
export function parsePattern(source: string): AST.Pattern | undefined {
  try {
    return new RegExpParser().parsePattern(source, 0, source.length, { unicode: true })
  } catch {
    return undefined
  }
}
