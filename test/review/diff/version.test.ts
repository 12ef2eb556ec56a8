import { describe, expect, test } from 'vitest'
import { isEnough, requiredBump, riseOf } from '../../../review/diff/version.ts'

describe('what a change needs', () => {
  test.each([
    ['breaking', '1.4.0', 'major'],
    ['breaking', '0.4.0', 'minor'],
    ['breaking', '2.0.0-rc.1', 'major'],
    ['breaking', 'some day', 'major'],
    ['compatible', '1.4.0', 'minor'],
    ['compatible', '0.4.0', 'minor'],
    ['docs', '1.4.0', 'patch'],
    ['none', '1.4.0', 'none'],
  ] as const)('%s after %s: %s', (verdict, version, bump) => {
    expect(requiredBump(verdict, version)).toBe(bump)
  })
})

describe('how far a version rose', () => {
  test.each([
    ['1.4.0', '2.0.0', 'major'],
    ['1.4.0', '3.1.2', 'major'],
    ['1.4.0', '1.5.0', 'minor'],
    ['1.4.0', '1.4.1', 'patch'],
    ['1.4.0', '1.4.0', 'none'],
    ['1.9.0', '1.10.0', 'minor'],
    ['1.4', '1.5', 'minor'],
    ['v1', 'v2', 'major'],
    ['0.9.0', '1.0.0', 'major'],
    ['1.4.0', '1.3.9', 'lowered'],
    ['2.0.0', '1.9.0', 'lowered'],
    ['1.4.0', '2.0.0-rc.1', 'major'],
    ['2.0.0-rc.1', '2.0.0-rc.2', 'major'],
    ['2.0.0-rc.1', '2.0.0', 'major'],
    ['2.0.0-rc.9', '2.0.0-rc.10', 'major'],
    ['2.0.0-rc.2', '2.0.0-rc.1', 'lowered'],
    ['2.0.0', '2.0.0-rc.1', 'lowered'],
    ['1.5.0-rc.1', '1.5.0', 'minor'],
    ['1.5.1-rc.1', '1.5.1', 'patch'],
    ['1.0.0-alpha', '1.0.0-alpha.1', 'major'],
    ['1.0.0-1', '1.0.0-alpha', 'major'],
    ['1.4.0+a', '1.4.0+b', 'none'],
    ['2026-01-01', '2026-02-01', 'unknown'],
    ['one', 'two', 'unknown'],
    ['one', 'one', 'none'],
  ] as const)('from %s to %s: %s', (base, head, rise) => {
    expect(riseOf(base, head)).toBe(rise)
  })
})

test.each([
  ['major', 'minor', true],
  ['minor', 'minor', true],
  ['patch', 'minor', false],
  ['none', 'none', true],
] as const)('a %s rise where a %s one is needed: %s', (has, needs, enough) => {
  expect(isEnough(has, needs)).toBe(enough)
})
