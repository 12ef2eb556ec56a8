import { parseArgs } from 'node:util'
import { BadUsage } from '../command/arguments.ts'
import { KINDS, type Kind } from './jobs.ts'
import { operators } from './spec/operators/operators.ts'

export const USAGE = `Usage: npm run conformance:mutants [-- OPTION ...]

Tests whether the conformance suite notices every mutant: a small change to openapi.yaml, or a fault injected into the
server.

  --only spec|server   mutants of one kind
  --operator NAME      spec mutants of one operator, such as "media type"
  --sample N           every Nth mutant of each kind
  --each               one line per mutant, with what noticed it first
  --write              update mutants/report.md; without it the command fails if the report differs
  --help               show this

Exit code: 0 all noticed, 1 a survivor, an outdated equivalent or report, 2 could not complete.`

export interface Arguments {
  help: boolean
  kinds: readonly Kind[]
  operator: string | undefined
  sample: number
  each: boolean
  write: boolean
  /** Whether all mutants are run, so that the committed report can be compared. */
  isWhole: boolean
}

/** Throws BadUsage. */
export function readArguments(argv: string[]): Arguments {
  const { help = false, only, operator, sample = '1', each = false, write = false } = parse(argv)
  const kinds = KINDS.filter(kind => (only === undefined ? operator === undefined || kind === 'spec' : kind === only))
  if (kinds.length === 0) throw new BadUsage(`--only ${only}: must be one of ${KINDS.join(', ')}`)
  if (!/^[1-9]\d{0,4}$/.test(sample)) throw new BadUsage(`--sample ${sample}: must be a whole number from 1`)
  if (operator !== undefined && only === 'server') throw new BadUsage('--operator is for spec mutants')
  const names = operators.map(({ name }) => name)
  if (operator !== undefined && !names.includes(operator))
    throw new BadUsage(`--operator ${operator}: must be one of ${names.join(', ')}`)
  const isWhole = only === undefined && operator === undefined && sample === '1'
  if (write && !isWhole) throw new BadUsage('--write needs all mutants: omit --only, --operator and --sample')
  return { help, kinds, operator, sample: Number(sample), each, write, isWhole }
}

function parse(args: string[]) {
  const options = {
    only: { type: 'string' },
    operator: { type: 'string' },
    sample: { type: 'string' },
    each: { type: 'boolean' },
    write: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    throw new BadUsage(`${(error as Error).message.split(/\.\s|\n/)[0]}; see --help`)
  }
}
