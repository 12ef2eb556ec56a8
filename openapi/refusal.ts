/** Why a part of a document is refused, at the part's pointer. */
export interface Refusal {
  pointer: string
  reason: string
  /** What to write instead, as a sentence. */
  instead: string
}
