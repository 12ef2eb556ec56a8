/** Something in a contract that the house, or OpenAPI, does not want so. */
export interface Finding {
  /** `house/secured-declares-401`, `redocly/no-unused-components`. */
  rule: string
  severity: 'error' | 'warning'
  file: string
  line: number
  column: number
  pointer: string
  message: string
  /** What to do. */
  hint: string
}
