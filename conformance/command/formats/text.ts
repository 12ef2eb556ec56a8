import type { Cell, Report, ScenarioResult } from '../../report.ts'
import { groupsOf } from './groups.ts'
import { matrixOf } from './matrix.ts'
import { type Paint, shortened, violationText, visible } from './violation.ts'

/** Further kinds are only counted. */
const MOST_SHOWN = 30

/** The report for a terminal. */
export function textOf(report: Report, paint: Paint): string {
  const { contract, target } = report
  const title = `${contract.title} ${contract.version} (${contract.file}) on ${target}`
  const parts = [
    paint('bold', title),
    violations(report, paint),
    matrix(report, paint),
    uncovered(report, paint),
    excluded(report),
    leftOut(report, paint),
    scenarios(report, paint),
    verdict(report, paint),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

function violations({ violations }: Report, paint: Paint): string {
  const groups = groupsOf(violations)
  const shown = groups.slice(0, MOST_SHOWN).map((group, at) => violationText(group, at + 1, paint))
  const rest = groups.length - shown.length
  return [...shown, ...(rest > 0 ? [`… and ${rest} more kinds of violation: --format json has all`] : [])].join('\n\n')
}

function matrix({ cells }: Report, paint: Paint): string {
  const table = matrixOf(cells)
  if (table === undefined) return ''
  const legend = 'responses per status   · not declared   ! never seen   ~ never seen, excluded below'
  return [paint('bold', 'Coverage'), table, paint('dim', legend)].join('\n')
}

const isUncovered = ({ seen, exclusion }: Cell) => seen === 0 && exclusion === undefined

function uncovered({ cells }: Report, paint: Paint): string {
  const names = cells
    .filter(isUncovered)
    .map(({ kind, name, reason, hint }) =>
      [`  ${kind.padEnd(8)}  ${[name, reason].filter(Boolean).join(': ')}`, hint && paint('dim', `            ${hint}`)]
        .filter(Boolean)
        .join('\n'),
    )
  return names.length === 0 ? '' : [paint('bold', 'Declared, but never seen'), ...names].join('\n')
}

function excluded({ cells }: Report): string {
  const excluded = cells.filter(({ seen, exclusion }) => seen === 0 && exclusion !== undefined)
  if (excluded.length === 0) return ''
  const reasons = [...Map.groupBy(excluded, ({ exclusion }) => exclusion)].map(
    ([reason, alike]) => `  ${String(alike.length).padStart(4)}  ${reason}: ${listed(alike.map(({ name }) => name))}`,
  )
  return ['Excluded, with reason', ...reasons].join('\n')
}

function leftOut({ leftOut }: Report, paint: Paint): string {
  return leftOut.length === 0 ? '' : [paint('bold', 'Left out'), ...leftOut.map(line => `  ${line}`)].join('\n')
}

function scenarios({ scenarios }: Report, paint: Paint): string {
  if (scenarios.length === 0) return ''
  const count = (result: ScenarioResult['result']) => scenarios.filter(scenario => scenario.result === result).length
  const head = `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`
  const failed = scenarios
    .filter(({ result }) => result === 'failed')
    .map(
      ({ name, reason }) => `  ${paint('red', 'failed ')}  ${name}${reason ? `: ${visible(shortened(reason))}` : ''}`,
    )
  const skipped = Map.groupBy(
    scenarios.filter(({ result }) => result === 'skipped'),
    ({ reason = '' }) => reason,
  )
  const lines = [
    ...failed,
    ...[...skipped].map(([reason, alike]) => {
      const names = listed(alike.map(({ name }) => name))
      return `  ${paint('dim', 'skipped')}  ${names}: ${visible(shortened(reason))}`
    }),
  ]
  return [`${paint('bold', 'Scenarios')}: ${head}`, ...lines].join('\n')
}

function verdict({ verdict, reason, counts }: Report, paint: Paint): string {
  if (verdict === 'inconclusive')
    return `${paint('yellow', 'Could not complete')}: ${reason ?? 'the target could not be reached'}`
  const figures = [
    `${counts.requests} requests`,
    `${counts.cases} cases${counts.skipped > 0 ? ` (${counts.skipped} skipped: they would write, or need another account)` : ''}`,
    `${counts.scenarios} scenarios`,
    `${counts.covered} of ${counts.cells} cells covered${counts.excluded > 0 ? `, ${counts.excluded} excluded` : ''}`,
    `${counts.violations} ${counts.violations === 1 ? 'violation' : 'violations'}`,
  ].join(', ')
  return `${verdict === 'passed' ? paint('green', 'Passed') : paint('red', 'Failed')}: ${figures}`
}

/** The first few names and the number of others. */
function listed(names: readonly string[], most = 4): string {
  const more = names.length - most
  return more > 0 ? `${names.slice(0, most).join(', ')} and ${more} more` : names.join(', ')
}
