/** One line of the checklist before a merge. */
export interface Step {
  isDone: boolean
  /** What to do; with `isDone` it has been seen done. */
  text: string
}
