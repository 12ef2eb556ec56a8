/** A difference between a response and the contract. */
export interface Mismatch {
  rule: string
  message: string
  /** The part of the contract that is violated. */
  pointer: string
}
