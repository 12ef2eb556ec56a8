import type { Contract } from './contract.ts'
import type { RuleFinding } from './finding.ts'

export interface Rule {
  /** In findings `contract/NAME`. */
  name: string
  check(contract: Contract): Iterable<RuleFinding>
}
