import { expect, test } from 'vitest'
import { BadUsage } from '../../../conformance/command/arguments.ts'
import { readArguments } from '../../../conformance/mutants/arguments.ts'

const all = {
  help: false,
  kinds: ['spec', 'server'],
  operator: undefined,
  sample: 1,
  each: false,
  write: false,
  isWhole: true,
}

test.each([
  ['', all],
  ['--write --each', { ...all, write: true, each: true }],
  ['--only server', { ...all, kinds: ['server'], isWhole: false }],
  ['--operator bounds', { ...all, kinds: ['spec'], operator: 'bounds', isWhole: false }],
  ['--only spec --sample 25', { ...all, kinds: ['spec'], sample: 25, isWhole: false }],
])('[%s] is understood', (line, want) => {
  expect(readArguments(line.split(' ').filter(Boolean))).toEqual(want)
})

test.each([
  ['--only client', 'must be one of spec, server'],
  ['--operator bound', 'must be one of type, nullability'],
  ['--only server --operator bounds', '--operator is for spec mutants'],
  ['--sample 0', 'must be a whole number from 1'],
  ['--write --sample 2', '--write needs all mutants'],
  ['--all', "Unknown option '--all'"],
])('[%s] is bad usage', (line, want) => {
  const reading = () => readArguments(line.split(' '))
  expect(reading).toThrow(BadUsage)
  expect(reading).toThrow(want)
})
