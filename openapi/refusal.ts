/** A part of a document that is refused, with the reason. */
export interface Refusal {
  pointer: string
  reason: string
  /** What to write instead, as a sentence. */
  instead: string
}
