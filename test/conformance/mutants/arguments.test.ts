import { expect, test } from 'vitest'
import { COMMAND, selectionOf } from '../../../conformance/mutants/arguments.ts'
import { CommandError } from '../../../openapi/cli/command-error.ts'
import { readOptions } from '../../../openapi/cli/read-options.ts'
import { runMain } from '../../support/command.ts'

const read = (line: string) => selectionOf(readOptions(COMMAND, line.split(' ').filter(Boolean))!)

test.each([
  ['', { kinds: ['spec', 'server'], isWhole: true }],
  ['--write --each', { kinds: ['spec', 'server'], isWhole: true }],
  ['--only server', { kinds: ['server'], isWhole: false }],
  ['--operator bounds', { kinds: ['spec'], isWhole: false }],
  ['--only spec --operator bounds', { kinds: ['spec'], isWhole: false }],
  ['--only spec --sample 25', { kinds: ['spec'], isWhole: false }],
])('[%s] selects mutants', (line, selection) => {
  expect(read(line)).toEqual(selection)
})

test.each([
  ['--operator bound', '--operator bound: must be one of type, nullability'],
  ['--only server --operator bounds', '--operator is for spec mutants'],
  ['--sample 0', '--sample 0: must be a whole number from 1'],
  ['--write --sample 2', '--write needs all mutants'],
])('[%s] is refused', (line, message) => {
  expect(() => read(line)).toThrow(CommandError)
  expect(() => read(line)).toThrow(message)
})

test('as a process it ends with 2 and one line for a kind that does not exist', () => {
  expect(runMain('conformance/mutants/main.ts', ['--only', 'client'])).toEqual({
    code: 2,
    stdout: '',
    stderr: '--only client: must be one of spec, server\n',
  })
})
