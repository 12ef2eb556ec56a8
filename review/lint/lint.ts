import type { OpenApiDocument } from '../../openapi/document.ts'
import { contractOf } from './contract.ts'
import type { Finding } from './finding.ts'
import { redocly } from './redocly.ts'
import { rules } from './rules.ts'

/** All that Redocly and the rules of the house find in a contract, in its order, each thing once. */
export async function lint(document: OpenApiDocument): Promise<Finding[]> {
  const theirs = redocly(document)
  return inOrder(withoutEchoes([...house(document), ...(await theirs)]))
}

/** What the rules of the house find; a component that many operations share is told of once. */
function house(document: OpenApiDocument): Finding[] {
  const contract = contractOf(document)
  const found = rules.flatMap(({ name, check }) =>
    [...check(contract)].map((fault): [string, Finding] => [
      `${name} ${fault.pointer} ${fault.message}`,
      { rule: `house/${name}`, severity: 'error', file: document.file, ...document.place(fault.pointer), ...fault },
    ]),
  )
  return [...new Map(found).values()]
}

const IS_FORM = /^house\/(field-known|field-value|reference-resolves)$/

/** A fault of form is told once: by a rule that says which it is, not by Redocly too, nor by what the reader makes of it. */
function withoutEchoes(findings: Finding[]): Finding[] {
  const told = findings.filter(({ rule }) => IS_FORM.test(rule)).map(({ pointer }) => pointer)
  const at = Map.groupBy(findings, ({ pointer }) => pointer)
  return findings.filter(({ rule, pointer }) => {
    if (rule === 'redocly/struct') return !told.some(each => pointer === each || pointer.startsWith(`${each}/`))
    return rule !== 'house/readable' || at.get(pointer)?.every(other => other.rule === rule)
  })
}

const inOrder = (findings: Finding[]): Finding[] =>
  findings.sort((a, b) => a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : 1))
