/** The result of one part of the review, or one line on why there is none. */
export type Outcome<T> = { found: T } | { refused: string }

/** If one part of the review fails, the others still count. */
export async function attempt<T>(work: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { found: await work() }
  } catch (error) {
    return { refused: (error as Error).message.split('\n')[0] ?? '' }
  }
}
