import { defineCommand, type Values } from '../../openapi/cli/command.ts'
import { CommandError } from '../../openapi/cli/command-error.ts'
import { KINDS, type Kind } from './jobs.ts'
import { operators } from './spec/operators/operators.ts'

export const COMMAND = defineCommand({
  name: 'npm run conformance:mutants',
  summary:
    'Tests whether the conformance suite notices every mutant: a small change to openapi.yaml, or a fault injected into the server.',
  options: {
    only: {
      type: 'string',
      value: 'KIND',
      choices: KINDS,
      help: 'Run the mutants of one kind: of the contract or of the server.',
    },
    operator: {
      type: 'string',
      value: 'NAME',
      choices: operators.map(({ name }) => name),
      help: 'Run the contract mutants of one operator.',
    },
    sample: { type: 'number', value: 'N', min: 1, max: 99_999, default: 1, help: 'Run every Nth mutant of each kind.' },
    each: { type: 'boolean', help: 'Print a line for each mutant, with what noticed it first.' },
    write: {
      type: 'boolean',
      help: 'Update mutants/report.md. Without this option the command fails if the report differs.',
    },
  },
  exitCodes: [
    'every mutant is noticed',
    'a mutant survived, or an equivalent or the report is out of date',
    'the run could not be completed',
  ],
  examples: ['npm run conformance:mutants', 'npm run conformance:mutants -- --only spec --sample 25'],
})

type Given = Values<typeof COMMAND.options>

export interface Selection {
  kinds: readonly Kind[]
  /** Whether all mutants are run, so that the committed report can be compared. */
  isWhole: boolean
}

/** The mutants that the options select. Throws CommandError. */
export function selectionOf({ only, operator, sample, write }: Given): Selection {
  if (operator !== undefined && only === 'server')
    throw new CommandError('--operator is for spec mutants: leave out --only server')
  const isWhole = only === undefined && operator === undefined && sample === 1
  if (write && !isWhole) throw new CommandError('--write needs all mutants: leave out --only, --operator and --sample')
  const kind = operator === undefined ? only : 'spec'
  return { kinds: kind === undefined ? KINDS : [kind], isWhole }
}
