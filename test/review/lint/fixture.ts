/** What a rule must find and what it must let be, as documents from their second line on. */
export interface Fixture {
  fails: [title: string, document: string, findings: string[]][]
  passes: [title: string, document: string][]
}
