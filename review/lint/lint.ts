import { refusalsOf } from '../../openapi/check.ts'
import type { OpenApiDocument } from '../../openapi/document.ts'
import type { Refusal } from '../../openapi/refusal.ts'
import { contractOf } from './contract.ts'
import type { Finding } from './finding.ts'
import { redocly } from './redocly.ts'
import { rules } from './rules.ts'

/** Everything that Redocly and the rules of this project find in a contract, in document order. */
export async function lint(
  document: OpenApiDocument,
  refusals: readonly Refusal[] = refusalsOf(document),
): Promise<Finding[]> {
  const fromRedocly = redocly(document)
  const isRefused = ({ rule, pointer }: Finding) =>
    ALSO_REFUSED.includes(rule) && refusals.some(refusal => refusal.pointer === pointer)
  return inOrder([...fromRules(document, refusals), ...(await fromRedocly).filter(finding => !isRefused(finding))])
}

/** Redocly rules whose findings are partly those of the rule `vocabulary`. */
const ALSO_REFUSED = ['redocly/no-ambiguous-paths', 'redocly/security-defined']

/** A finding in a component that several operations share is reported once. */
function fromRules(document: OpenApiDocument, refusals: readonly Refusal[]): Finding[] {
  const contract = contractOf(document, refusals)
  const findings = rules.flatMap(({ name, check }) =>
    [...check(contract)].map((found): [string, Finding] => [
      `${name} ${found.pointer} ${found.message}`,
      { rule: `contract/${name}`, severity: 'error', file: document.file, ...document.place(found.pointer), ...found },
    ]),
  )
  return [...new Map(findings).values()]
}

const inOrder = (findings: Finding[]): Finding[] =>
  findings.sort((a, b) => a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : 1))
