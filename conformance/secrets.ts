/** A secret as it may stand in text, in a JSON string and in a form or URL. */
export interface Spellings {
  json: string
  /** With `%20` and with `+` for a blank. */
  form: readonly string[]
}

export const spellingsOf = (secret: string): Spellings => ({
  json: JSON.stringify(secret).slice(1, -1),
  form: [encodeURIComponent(secret.toWellFormed()), new URLSearchParams({ '': secret }).toString().slice(1)],
})

/** A text in which no secret can be read, however it is spelt; its placeholder stands in its place. */
export function hidden(text: string, secrets: ReadonlyMap<string, string>): string {
  const spelt = [...secrets].flatMap(([secret, placeholder]) => {
    const { json, form } = spellingsOf(secret)
    return [secret, json, ...form].map(spelling => ({ spelling, placeholder }))
  })
  // The longest first: one may be the beginning of another.
  const inOrder = spelt.filter(({ spelling }) => spelling !== '').sort((a, b) => b.spelling.length - a.spelling.length)
  return inOrder.reduce((shown, { spelling, placeholder }) => shown.replaceAll(spelling, () => placeholder), text)
}
