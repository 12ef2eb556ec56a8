import { describe, expect, test } from 'vitest'
import { operationsOf } from '../../../../openapi/operations.ts'
import type { Project } from '../../../../review/report/checklist/project.ts'
import { stepsOf } from '../../../../review/report/checklist/steps.ts'
import { base, change, diffOf, gateOf } from '../versions.ts'

type Found = Parameters<typeof stepsOf>[0]

const clean: Found = {
  diff: diffOf([change({})], {
    verdict: 'compatible',
    requiredBump: 'minor',
    head: { file: 'orders.yaml', version: '1.5.0' },
  }),
  gate: gateOf({
    required: 'minor',
    isBreaking: false,
    message: 'info.version rises from 1.4.0 to 1.5.0; a minor rise is required',
  }),
  findings: { found: [] },
  generated: { found: [] },
}

const project = (rest: Partial<Project> = {}): Project => ({
  changelog: '# Changelog\n\n## 1.5.0 — 2026-11-22\n\n### Added\n\n- A filter.\n\n## 1.4.0\n\n- All.\n',
  stale: [],
  handlerOf: () => ({ file: 'server/orders/handlers.ts', isThere: true }),
  ...rest,
})

const openIn = (...given: Parameters<typeof stepsOf>) =>
  stepsOf(...given)
    .filter(({ isDone }) => !isDone)
    .map(({ text }) => text)

test('everything done', () => {
  expect(openIn(clean, operationsOf(base), project())).toEqual([])
  expect(stepsOf(clean, operationsOf(base), project())).toHaveLength(6)
})

describe('open', () => {
  test.each<[string, Partial<Found>, Partial<Project>]>([
    [
      'Raise info.version from 1.4.0 to at least 1.5.0 (minor).',
      { gate: gateOf({ isEnough: false, isBreaking: false, required: 'minor', lowest: '1.5.0' }) },
      {},
    ],
    [
      'Raise info.version to a higher version (major), or accept the breaking changes in `review/exceptions.yaml`.',
      { gate: gateOf({ isEnough: false }) },
      {},
    ],
    [
      'Fix review/exceptions.yaml:3: x is over',
      { gate: gateOf({ problems: ['review/exceptions.yaml:3: x is over'] }) },
      {},
    ],
    ['Fix the new lint findings: 1.', { findings: { found: [{} as never] } }, {}],
    ['Make the contract readable', { findings: { refused: 'no' } }, {}],
    ['extend the generator', { generated: { refused: 'no' } }, {}],
    [
      'without a rule mean for clients: 1',
      { diff: { ...clean.diff, changes: [change({ rule: 'unclassified' })] } },
      {},
    ],
    ['`a.gen.ts`, `b.gen.ts` are out of date', {}, { stale: ['a.gen.ts', 'b.gen.ts'] }],
    [
      'Implement `listOrders` in `b.ts`',
      {},
      { handlerOf: ({ id }) => ({ file: 'b.ts', isThere: id !== 'listOrders' }) },
    ],
    ['Add an entry for 1.5.0', {}, { changelog: '' }],
    ['Add an entry for 1.5.0', {}, { changelog: '## 1.5.0\n\n## 1.4.0\n\n- All.\n' }],
    ['Add an entry for 1.5.0', {}, { changelog: '## 1.5.0-rc.1\n\n- All.\n\n## 11.5.0\n\n- All.\n' }],
  ])('%s', (text, found, rest) => {
    const open = openIn({ ...clean, ...found }, operationsOf(base), project(rest))
    expect(open.filter(step => step !== 'Add an entry for the new version to CHANGELOG.md.')).toEqual([
      expect.stringContaining(text),
    ])
  })
})

test('an entry for a version that must still change does not count', () => {
  const gate = gateOf({ isEnough: false, message: 'info.version is still 1.5.0' })
  expect(openIn({ ...clean, gate }, [], project())).toContain('Add an entry for the new version to CHANGELOG.md.')
})

test('a heading may have brackets', () => {
  expect(openIn(clean, [], project({ changelog: '## [1.5.0] - 2026-11-22\n\n- A filter.\n' }))).toEqual([])
})

test('nothing is asked of the repository about a contract that is not its own', () => {
  expect(stepsOf(clean, operationsOf(base), undefined).map(({ text }) => text)).toEqual([
    'info.version rises from 1.4.0 to 1.5.0; a minor rise is required.',
    'No new lint findings.',
  ])
})

test('without changes there is nothing to do', () => {
  const same: Found = {
    ...clean,
    gate: gateOf({ required: 'none' }),
    diff: diffOf([], { verdict: 'none', requiredBump: 'none' }),
  }
  expect(openIn(same, [], project({ changelog: '' }))).toEqual([])
})
