import { expect, test } from 'vitest'
import { findProblems, type MutantResult } from '../../../conformance/mutants/results.ts'
import { textOf } from '../../../conformance/mutants/text.ts'
import { readDocument } from '../../../openapi/read.ts'

const { document } = readDocument('small.yaml', 'openapi: 3.1.0\ncomponents:\n  schemas:\n    It: { minLength: 1 }\n')
const mutation = {
  kind: 'spec',
  operator: 'bounds',
  pointer: '#/components/schemas/It/minLength',
  change: 'minLength: 1 → 0',
} as const
const textFor = (...results: MutantResult[]) => textOf(document, results, findProblems(results, false, []), false)

test('the text contains a table and, for each survivor, the place and what to do', () => {
  expect(textFor({ ...mutation, noticed: undefined })).toBe(`\
spec mutants               mutants     noticed  equivalent    survived
bounds                           1           0           0           1
all                              1           0           0           1

Not noticed: bounds #/components/schemas/It/minLength
  small.yaml:4:11  minLength: 1 → 0
  Add a request or test data that tells the two apart, or list it with the reason in mutants/equivalents.ts.`)
})

test('a crash of the suite is reported', () => {
  expect(textFor({ ...mutation, noticed: undefined, crash: 'TypeError: no' })).toContain(
    'The suite crashed: TypeError: no',
  )
})

test('a server mutant is reported by its name', () => {
  const fault = { kind: 'server', operator: 'write', pointer: '', change: 'loses a write', noticed: undefined } as const
  expect(textFor(fault)).toContain('Not noticed: a server that loses a write\n')
})

test('noticed mutants are only counted', () => {
  expect(textFor({ ...mutation, noticed: 'body' }).split('\n')).toHaveLength(3)
})

test('each mutant has a line if requested', () => {
  const results = [{ ...mutation, noticed: 'body · list · base' }]
  const [line] = textOf(document, results, findProblems(results, false, []), true).split('\n')
  expect(line).toBe(`bounds | ${mutation.pointer} | minLength: 1 → 0 | body · list · base`)
})
