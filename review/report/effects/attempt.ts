/** What a part of the review found out, or in one line why it could not. */
export type Outcome<T> = { found: T } | { refused: string }

/** A document that one part of the review cannot read is still worth the others. */
export async function attempt<T>(work: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { found: await work() }
  } catch (error) {
    return { refused: (error as Error).message.split('\n')[0] ?? '' }
  }
}
