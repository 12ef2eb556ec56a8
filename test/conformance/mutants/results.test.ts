import { expect, test } from 'vitest'
import type { Equivalent } from '../../../conformance/mutants/equivalents.ts'
import { findProblems, type MutantResult, talliesOf } from '../../../conformance/mutants/results.ts'

const mutant = (change: string, noticed: string | undefined, more: Partial<MutantResult> = {}): MutantResult => ({
  kind: 'spec',
  operator: 'bounds',
  pointer: '#/a',
  change,
  noticed,
  ...more,
})
const listed = (change: string): Equivalent => ({ operator: 'bounds', pointer: '#/a', change, reason: 'none' })
const noticed = Array.from({ length: 40 }, (_, index) => mutant(`${index}`, 'body'))

test('an unnoticed mutant survives unless it is listed as equivalent', () => {
  const [known, fresh] = [mutant('known', undefined), mutant('fresh', undefined)]
  const problems = findProblems([...noticed, known, fresh], true, [listed('known')])
  expect(problems).toEqual({ survivors: [fresh], stale: [], most: undefined })
})

test('a listed mutant that is noticed or missing is stale; missing only counts if all mutants were run', () => {
  const entries = [listed('3'), listed('gone')]
  const whys = (isWhole: boolean) => findProblems(noticed, isWhole, entries).stale.map(({ why }) => why)
  expect(whys(true)).toEqual(['It is noticed: body', 'No mutant matches it'])
  expect(whys(false)).toEqual(['It is noticed: body'])
})

test.each([
  [97, 3, undefined],
  [96, 4, 3],
])('of %i noticed and %i equivalent mutants of the contract', (many, few, most) => {
  const others = Array.from({ length: few }, (_, index) => mutant(`e${index}`, undefined))
  const all = [...Array.from({ length: many }, (_, index) => mutant(`${index}`, 'body')), ...others]
  const entries = others.map(({ change }) => listed(change))
  expect(findProblems(all, true, entries)).toEqual({ survivors: [], stale: [], most })
})

test('mutants are counted by kind and operator', () => {
  const results = [
    mutant('seen', 'never seen · a'),
    mutant('typed', 'body · list · base'),
    mutant('known', undefined),
    mutant('member', undefined, { operator: 'enum' }),
    mutant('loses a write', 'scenario · rows stay', { kind: 'server', operator: 'write', pointer: '' }),
  ]
  const problems = findProblems(results, false, [listed('known')])
  const line = (operator: string, [mutants, noticed, equivalent, survived]: number[], ...rules: string[]) => ({
    operator,
    mutants,
    noticed,
    equivalent,
    survived,
    rules,
  })
  expect(talliesOf(results, problems)).toEqual([
    {
      kind: 'spec',
      tallies: [line('bounds', [3, 2, 1, 0], 'body', 'never seen'), line('enum', [1, 0, 0, 1])],
      sum: line('all', [4, 2, 1, 1], 'body', 'never seen'),
    },
    { kind: 'server', tallies: [line('write', [1, 1, 0, 0], 'scenario')], sum: line('all', [1, 1, 0, 0], 'scenario') },
  ])
})
