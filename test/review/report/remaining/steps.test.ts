import { describe, expect, test } from 'vitest'
import { operationsOf } from '../../../../openapi/operations.ts'
import type { House } from '../../../../review/report/remaining/house.ts'
import { stepsOf } from '../../../../review/report/remaining/steps.ts'
import { base, change, diffOf, gateOf } from '../versions.ts'

type Found = Parameters<typeof stepsOf>[0]

const clean: Found = {
  diff: diffOf([change({})], {
    verdict: 'compatible',
    requiredBump: 'minor',
    head: { file: 'orders.yaml', version: '1.5.0' },
  }),
  operations: {},
  gate: gateOf({
    required: 'minor',
    isBreaking: false,
    message: 'info.version goes from 1.4.0 to 1.5.0 and needs a minor rise',
  }),
  findings: { found: [] },
  generated: { found: [] },
  conformance: { found: [] },
  mock: { found: { added: [], gone: [], answers: [] } },
}

const house = (rest: Partial<House> = {}): House => ({
  changelog: '# Changelog\n\n## 1.5.0 — 2026-11-22\n\n### Added\n\n- A filter.\n\n## 1.4.0\n\n- All.\n',
  stale: [],
  handlerOf: () => ({ file: 'server/orders/handlers.ts', isThere: true }),
  ...rest,
})

const openIn = (...given: Parameters<typeof stepsOf>) =>
  stepsOf(...given)
    .filter(({ isDone }) => !isDone)
    .map(({ text }) => text)

test('all done', () => {
  expect(openIn(clean, operationsOf(base), house())).toEqual([])
  expect(stepsOf(clean, operationsOf(base), house())).toHaveLength(6)
})

describe('open', () => {
  test.each<[string, Partial<Found>, Partial<House>]>([
    [
      'info.version stays 1.4.0.',
      { gate: gateOf({ isEnough: false, isBreaking: false, message: 'info.version stays 1.4.0' }) },
      {},
    ],
    [
      'info.version stays 1.4.0, or accept what breaks in `review/exceptions.yaml`.',
      { gate: gateOf({ isEnough: false, message: 'info.version stays 1.4.0' }) },
      {},
    ],
    [
      'Mend review/exceptions.yaml:3: x is over',
      { gate: gateOf({ problems: ['review/exceptions.yaml:3: x is over'] }) },
      {},
    ],
    ['Mend the lint findings that are new: 1.', { findings: { found: [{} as never] } }, {}],
    ['Make the contract readable', { findings: { refused: 'no' } }, {}],
    ['generator can read it', { generated: { refused: 'no' } }, {}],
    ['no rule knows: 1', { diff: { ...clean.diff, changes: [change({ rule: 'unclassified' })] } }, {}],
    ['of another contract: `a.gen.ts`, `b.gen.ts`', {}, { stale: ['a.gen.ts', 'b.gen.ts'] }],
    ['Handler `listOrders` in `b.ts`', {}, { handlerOf: ({ id }) => ({ file: 'b.ts', isThere: id !== 'listOrders' }) }],
    ['Entry for 1.5.0', {}, { changelog: '' }],
    ['Entry for 1.5.0', {}, { changelog: '## 1.5.0\n\n## 1.4.0\n\n- All.\n' }],
    ['Entry for 1.5.0', {}, { changelog: '## 1.5.0-rc.1\n\n- All.\n\n## 11.5.0\n\n- All.\n' }],
  ])('%s', (text, found, rest) => {
    const open = openIn({ ...clean, ...found }, operationsOf(base), house(rest))
    expect(open.filter(step => step !== 'Entry for the new version in CHANGELOG.md.')).toEqual([
      expect.stringContaining(text),
    ])
  })
})

test('an entry for a version that cannot stay is none', () => {
  const gate = gateOf({ isEnough: false, message: 'info.version stays 1.5.0' })
  expect(openIn({ ...clean, gate }, [], house())).toContain('Entry for the new version in CHANGELOG.md.')
})

test('a heading may have brackets', () => {
  expect(openIn(clean, [], house({ changelog: '## [1.5.0] - 2026-11-22\n\n- A filter.\n' }))).toEqual([])
})

test('nothing is asked of the repository about a contract that is not its own', () => {
  expect(stepsOf(clean, operationsOf(base), undefined).map(({ text }) => text)).toEqual([
    'info.version goes from 1.4.0 to 1.5.0 and needs a minor rise.',
    'No new lint finding.',
  ])
})

test('no change asks for nothing', () => {
  const same: Found = {
    ...clean,
    gate: gateOf({ required: 'none' }),
    diff: diffOf([], { verdict: 'none', requiredBump: 'none' }),
  }
  expect(openIn(same, [], house({ changelog: '' }))).toEqual([])
})
