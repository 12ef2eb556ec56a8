/** One item of the checklist before merging. */
export interface Step {
  isDone: boolean
  /** What to do, or what was found done. */
  text: string
}
