import type { OpenApiDocument } from '../../openapi/document.ts'
import { type MutantResult, type Problems, type Tally, talliesOf } from './results.ts'

/**
 * The results for a terminal.
 * @param isEach whether to print a line for each mutant
 */
export function textOf(
  document: OpenApiDocument,
  results: readonly MutantResult[],
  problems: Problems,
  isEach: boolean,
): string {
  const tables = talliesOf(results, problems).map(({ kind, tallies, sum }) =>
    table(`${kind} mutants`, [...tallies, sum]),
  )
  return [
    ...(isEach ? [results.map(lineOf).join('\n')] : []),
    ...tables,
    ...problems.survivors.map(mutant => survivor(document, mutant)),
    ...problems.stale.map(
      ({ equivalent: { operator, pointer, change }, why }) =>
        `Outdated in mutants/equivalents.ts: ${operator} ${pointer}\n  ${change}\n  ${why}. Remove the entry.`,
    ),
    ...(problems.most === undefined
      ? []
      : [`mutants/equivalents.ts has more than ${problems.most} entries, which is 3 % of all spec mutants`]),
  ].join('\n\n')
}

const lineOf = ({ operator, pointer, change, noticed }: MutantResult) =>
  [operator, pointer, change, noticed ?? 'not noticed'].filter(Boolean).join(' | ')

const WIDTH = 22

function table(title: string, tallies: readonly Tally[]): string {
  const line = (name: string, numbers: readonly (number | string)[]) =>
    name.padEnd(WIDTH) + numbers.map(number => String(number).padStart(12)).join('')
  return [
    line(title, ['mutants', 'noticed', 'equivalent', 'survived']),
    ...tallies.map(({ operator, mutants, noticed, equivalent, survived }) =>
      line(operator, [mutants, noticed, equivalent, survived]),
    ),
  ].join('\n')
}

function survivor({ file, place }: OpenApiDocument, { kind, operator, pointer, change, crash }: MutantResult): string {
  if (kind === 'server') {
    return `Not noticed: a server that ${change}\n  ${crashed(crash) ?? 'Add a check for it, or change the fault if it has no effect.'}`
  }
  const { line, column } = place(pointer)
  return `\
Not noticed: ${operator} ${pointer}
  ${file}:${line}:${column}  ${change}
  ${crashed(crash) ?? 'Add a request or test data that tells the two apart, or list it with the reason in mutants/equivalents.ts.'}`
}

const crashed = (crash: string | undefined) => crash && `The suite crashed: ${crash}`
