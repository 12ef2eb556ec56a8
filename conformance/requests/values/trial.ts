/** A value to try, as it is written: in JSON a JSON text, in a query or form percent-encoded. */
export interface Trial {
  /** What it is, in a few words: `one below its least`. */
  name: string
  text: string
}

export const trials = (texts: readonly (readonly [name: string, text: string])[]): Trial[] =>
  texts.map(([name, text]) => ({ name, text }))

/** Under names that stand once: alternatives of a schema may draw lines of the same name, of which the later are numbered. */
export function distinct(found: readonly Trial[]): Trial[] {
  const seen = new Map<string, Set<string>>()
  return found.map(({ name, text }) => {
    const texts = seen.get(name) ?? new Set()
    seen.set(name, texts.add(text))
    const number = [...texts].indexOf(text) + 1
    return { name: number === 1 ? name : `${name} (${number})`, text }
  })
}
