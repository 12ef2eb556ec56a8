/** A secret as it appears in plain text, in a JSON string, and in a form or URL. */
export interface Spellings {
  json: string
  /** With a space as `%20` and as `+`. */
  form: readonly string[]
}

export const spellingsOf = (secret: string): Spellings => ({
  json: JSON.stringify(secret).slice(1, -1),
  form: [encodeURIComponent(secret.toWellFormed()), new URLSearchParams({ '': secret }).toString().slice(1)],
})

/** Shorter secrets are not replaced: they often occur in other values, and a report with all of these replaced would be hard to read. */
const SHORTEST = 8

export const isReplaceable = (secret: string): boolean => secret.length >= SHORTEST

/** A text with every secret, in any encoding, replaced by its placeholder wherever it is a whole value. */
export function redactSecrets(text: string, secrets: ReadonlyMap<string, string>): string {
  const spelt = [...secrets]
    .filter(([secret]) => isReplaceable(secret))
    .flatMap(([secret, placeholder]) => {
      const { json, form } = spellingsOf(secret)
      return [secret, json, ...form].map(spelling => ({ spelling, placeholder }))
    })
  // Longest first, since one secret may be the start of another.
  const inOrder = spelt.sort((a, b) => b.spelling.length - a.spelling.length)
  return inOrder.reduce(
    (shown, { spelling, placeholder }) => shown.replaceAll(valuePattern(spelling), () => placeholder),
    text,
  )
}

/**
 * Matches a text where it is a whole value: a JSON string that is not a key, the value of a form field or of a parameter, a token in a header,
 * or the whole text. A secret that cannot be a word of its own, because it contains other characters, is also a value between words.
 */
export function valuePattern(spelling: string): RegExp {
  const escaped = spelling.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  const isWord = /^[\p{L}\p{N}_-]+$/u.test(spelling)
  return isWord
    ? new RegExp(`(?<=^|["'=]|[Bb]earer )${escaped}(?=$|["'](?!\\s*:)|&|[\\r\\n])`, 'gu')
    : new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, 'gu')
}
