/** A value to try, as it is written: in JSON a JSON text, in a query or form percent-encoded. */
export interface Trial {
  /** What it is, in a few words: `one below its least`. */
  name: string
  text: string
}

export const trials = (texts: readonly (readonly [name: string, text: string])[]): Trial[] =>
  texts.map(([name, text]) => ({ name, text }))
