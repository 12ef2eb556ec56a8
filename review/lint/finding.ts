/** What a rule reports. */
export interface RuleFinding {
  pointer: string
  message: string
  /** What to do, as a sentence. */
  hint: string
}

/** What a rule reports, with the name of the rule and the place in the file. */
export interface Finding extends RuleFinding {
  /** `contract/secured-declares-401`, `redocly/no-unused-components`. */
  rule: string
  severity: 'error' | 'warning'
  file: string
  line: number
  column: number
}
