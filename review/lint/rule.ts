import type { Contract } from './contract.ts'

/** What a rule finds, before it has a place in the file. */
export interface Fault {
  pointer: string
  message: string
  /** What to do, as a sentence. */
  hint: string
}

/** One demand of the house on a contract. */
export interface Rule {
  /** In findings `house/NAME`. */
  name: string
  check(contract: Contract): Iterable<Fault>
}
