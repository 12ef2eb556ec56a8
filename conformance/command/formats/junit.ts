import type { Cell, Report, ScenarioResult } from '../../report.ts'
import { type Group, groupsOf, OUTSIDE } from './groups.ts'

interface Suite {
  name: string
  cases: Case[]
}

interface Case {
  name: string
  outcome: 'passed' | 'failure' | 'error' | 'skipped'
  /** One line. */
  message?: string
  text?: string
}

/** The report for CI services: one suite per operation, one for violations outside any operation, and one for the scenarios. */
export function junitOf(report: Report): string {
  const suites = suitesOf(report)
  const body = suites.map(suiteXml).join('\n')
  const name = `${report.contract.title} on ${report.target}`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes({ name, ...countsOf(suites.flatMap(suite => suite.cases)) })}>\n${body}\n</testsuites>\n`
}

function suitesOf({ verdict, reason, violations, cells, scenarios }: Report): Suite[] {
  const refusal: Case = {
    name: 'run completed',
    outcome: 'error',
    message: reason ?? 'the target could not be reached',
  }
  const all: [suite: string, item: Case][] = [
    ...(verdict === 'inconclusive' ? [['conformance', refusal] as [string, Case]] : []),
    ...groupsOf(violations).map((group): [string, Case] => [group.first.operation || OUTSIDE, violationCase(group)]),
    ...cells.map((cell): [string, Case] => [cell.operation ?? 'values', cellCase(cell)]),
    ...scenarios.map((scenario): [string, Case] => ['scenarios', scenarioCase(scenario)]),
  ]
  const suites = Map.groupBy(all, ([suite]) => suite)
  return [...suites].map(([name, members]) => ({ name, cases: members.map(([, item]) => item) }))
}

function violationCase({ first, cases }: Group): Case {
  const { rule, message, place, request, response, curl } = first
  const lines = [
    place,
    `case: ${first.case}${cases.length > 1 ? ` and ${cases.length - 1} more` : ''}`,
    request && `request: ${request.method} ${request.path}`,
    response && `response: ${response.status} ${response.body}`,
    curl,
  ]
  return { name: `${rule}: ${message}`, outcome: 'failure', message, text: lines.filter(Boolean).join('\n') }
}

function cellCase({ name, seen, exclusion, reason, hint }: Cell): Case {
  if (seen > 0) return { name, outcome: 'passed' }
  if (exclusion !== undefined) return { name, outcome: 'skipped', message: exclusion }
  const message = ['declared, but never seen', reason, hint].filter(part => part !== undefined).join(': ')
  return { name, outcome: 'failure', message }
}

function scenarioCase({ name, result, reason }: ScenarioResult): Case {
  return { name, outcome: result === 'failed' ? 'failure' : result, ...(reason !== undefined && { message: reason }) }
}

function countsOf(cases: readonly Case[]) {
  const count = (outcome: Case['outcome']) => cases.filter(item => item.outcome === outcome).length
  return { tests: cases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') }
}

function suiteXml({ name, cases }: Suite): string {
  const inside = cases.map(item => caseXml(name, item)).join('\n')
  return `  <testsuite${attributes({ name, ...countsOf(cases) })}>\n${inside}\n  </testsuite>`
}

function caseXml(suite: string, { name, outcome, message = '', text = '' }: Case): string {
  const head = `    <testcase${attributes({ classname: suite, name })}`
  if (outcome === 'passed') return `${head}/>`
  return `${head}>\n      <${outcome}${attributes({ message })}>${escaped(text)}</${outcome}>\n    </testcase>`
}

const attributes = (values: Record<string, string | number>): string =>
  Object.entries(values)
    .map(
      ([name, value]) =>
        ` ${name}="${escaped(String(value)).replace(/[\t\n\r]/g, found => `&#${found.charCodeAt(0)};`)}"`,
    )
    .join('')

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** XML 1.0 (2.2, Char) excludes most control characters, lone surrogates, U+FFFE and U+FFFF, even escaped. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are searched for
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"]/g, character => ENTITIES[character] ?? '')
