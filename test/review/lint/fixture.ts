/** Documents that a rule must find something in, and documents that it must accept. Each starts at its second line. */
export interface Fixture {
  /** Hints are compared where they are given. */
  fails: [title: string, document: string, findings: string[], hints?: string[]][]
  passes: [title: string, document: string][]
}
