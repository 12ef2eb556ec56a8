import type { OpenApiDocument } from '../../openapi/document.ts'
import { contractOf } from './contract.ts'
import type { Finding } from './finding.ts'
import { redocly } from './redocly.ts'
import { rules } from './rules.ts'

/** Everything that Redocly and the rules of this project find in a contract, in document order, without duplicates. */
export async function lint(document: OpenApiDocument): Promise<Finding[]> {
  const fromRedocly = redocly(document)
  return inOrder(dropDuplicates([...fromRules(document), ...(await fromRedocly)]))
}

/** A finding in a component that several operations share is reported once. */
function fromRules(document: OpenApiDocument): Finding[] {
  const contract = contractOf(document)
  const findings = rules.flatMap(({ name, check }) =>
    [...check(contract)].map((found): [string, Finding] => [
      `${name} ${found.pointer} ${found.message}`,
      { rule: `contract/${name}`, severity: 'error', file: document.file, ...document.place(found.pointer), ...found },
    ]),
  )
  return [...new Map(findings).values()]
}

const SYNTAX_RULE = /^contract\/(field-known|field-value|reference-resolves)$/

/** A syntax error is reported by the rule that names it, not again by Redocly or by the reader of documents. */
function dropDuplicates(findings: Finding[]): Finding[] {
  const reported = findings.filter(({ rule }) => SYNTAX_RULE.test(rule)).map(({ pointer }) => pointer)
  const byPointer = Map.groupBy(findings, ({ pointer }) => pointer)
  return findings.filter(({ rule, pointer }) => {
    if (rule === 'redocly/struct') return !reported.some(each => pointer === each || pointer.startsWith(`${each}/`))
    return rule !== 'contract/readable' || byPointer.get(pointer)?.every(other => other.rule === rule)
  })
}

const inOrder = (findings: Finding[]): Finding[] =>
  findings.sort((a, b) => a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : 1))
