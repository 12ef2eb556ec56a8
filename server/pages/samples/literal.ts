/** How a language writes values. */
export interface Literals {
  text(value: string): string
  /** Values other than texts, arrays and objects. */
  scalar(value: unknown): string
  indent: string
  array: [open: string, close: string]
  object: [open: string, close: string]
  /** The start of an entry of an object. */
  key(name: string): string
}

/** @param depth of the line that the value starts on */
export function literal(value: unknown, language: Literals, depth: number): string {
  if (typeof value === 'string') return language.text(value)
  if (typeof value !== 'object' || value === null) return language.scalar(value)
  const isArray = Array.isArray(value)
  const [open, close] = isArray ? language.array : language.object
  const entries = Object.entries(value).map(
    ([name, inner]) => (isArray ? '' : language.key(name)) + literal(inner, language, depth + 1),
  )
  if (entries.length === 0) return open + close
  const [outer, inner] = [language.indent.repeat(depth), language.indent.repeat(depth + 1)]
  return `${open}\n${entries.map(entry => `${inner}${entry},\n`).join('')}${outer}${close}`
}

/** In single quotes if these need no escapes. */
export const quotedText = (text: string): string => (/^[^'\\\p{Cc}]*$/u.test(text) ? `'${text}'` : JSON.stringify(text))
