/** A value to send, encoded: JSON in a JSON body, percent-encoded in a query or form. */
export interface TestValue {
  /** What it is, in a few words: `one below its minimum`. */
  name: string
  text: string
}

export const testValues = (texts: readonly (readonly [name: string, text: string])[]): TestValue[] =>
  texts.map(([name, text]) => ({ name, text }))

/** Makes names unique by numbering duplicates, which come from several alternatives of a schema. */
export function distinct(found: readonly TestValue[]): TestValue[] {
  const seen = new Map<string, Set<string>>()
  return found.map(({ name, text }) => {
    const texts = seen.get(name) ?? new Set()
    seen.set(name, texts.add(text))
    const number = [...texts].indexOf(text) + 1
    return { name: number === 1 ? name : `${name} (${number})`, text }
  })
}
