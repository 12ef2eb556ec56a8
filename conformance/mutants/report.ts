import type { Equivalent } from './equivalents.ts'
import { type MutantResult, type Problems, type Tally, talliesOf } from './results.ts'

const HEAD = `# Mutants

Written by \`npm run conformance:mutants -- --write\`; without the flag the command fails if its results differ from this report.
A *spec mutant* is a small change to openapi.yaml, tested with the unchanged server; a *server mutant* is a fault injected into the
server, tested with the unchanged openapi.yaml. Each must make the conformance suite fail.`

/** The committed report, in Markdown. */
export function reportOf(
  results: readonly MutantResult[],
  problems: Problems,
  equivalents: readonly Equivalent[],
): string {
  const { spec, server } = Object.groupBy(talliesOf(results, problems), ({ kind }) => kind)
  return `${[
    HEAD,
    '## Spec mutants',
    tallied('operator', spec),
    '### Equivalents',
    'Spec mutants that cannot be noticed, because both contracts mean the same or no response can tell them apart.',
    table(
      ['operator', 'pointer', 'change', 'reason'],
      equivalents.map(({ operator, pointer, change, reason }) => [operator, code(pointer), code(change), reason]),
    ),
    '## Server mutants',
    tallied('theme', server),
  ].join('\n\n')}\n`
}

function tallied(title: string, groups: ReturnType<typeof talliesOf> = []): string {
  const rows = groups.flatMap(({ tallies, sum }) => [...tallies, { ...sum, rules: [] }])
  return table([title, 'mutants', 'noticed', 'equivalent', 'survived', 'noticed first by'], rows.map(cellsOf))
}

const cellsOf = ({ operator, mutants, noticed, equivalent, survived, rules }: Tally) =>
  [operator, mutants, noticed, equivalent, survived, rules.join(', ')].map(String)

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

const code = (text: string) => `\`${text}\``
