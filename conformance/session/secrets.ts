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

/** A text with every secret, in any encoding, replaced by its placeholder. */
export function redactSecrets(text: string, secrets: ReadonlyMap<string, string>): string {
  const spelt = [...secrets].flatMap(([secret, placeholder]) => {
    const { json, form } = spellingsOf(secret)
    return [secret, json, ...form].map(spelling => ({ spelling, placeholder }))
  })
  // Longest first, since one secret may be the start of another.
  const inOrder = spelt.filter(({ spelling }) => spelling !== '').sort((a, b) => b.spelling.length - a.spelling.length)
  return inOrder.reduce((shown, { spelling, placeholder }) => shown.replaceAll(spelling, () => placeholder), text)
}
