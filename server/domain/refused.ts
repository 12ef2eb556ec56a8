/** One fault of an operator's input. */
export interface Problem {
  /** Where it is, such as `invoices.csv row 7, total`. */
  at: string
  message: string
}

/**
 * An operator's request that cannot be done. Nothing has been changed. The message is one line that says what is wrong and what to do.
 */
export class Refused extends Error {
  override name = 'Refused'
  readonly problems: readonly Problem[]

  constructor(message: string, problems: readonly Problem[] = []) {
    super(message)
    this.problems = problems
  }
}
