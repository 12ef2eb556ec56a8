/** Values by one schema. */
export interface Case {
  /** The keyword, and what about it where it has several cases: `enum with null`. */
  keyword: string
  /** In YAML. */
  schema: string
  accepts: unknown[]
  refuses: unknown[]
  /** Other components that the schema refers to, in YAML. */
  components?: string
  /** Why ajv is not asked: it is wrong here. */
  ajvFails?: string
}
