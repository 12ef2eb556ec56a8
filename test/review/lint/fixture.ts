/** Documents that a rule must find something in, and documents that it must accept. Each starts at its second line. */
export interface Fixture {
  fails: [title: string, document: string, findings: string[]][]
  passes: [title: string, document: string][]
}
