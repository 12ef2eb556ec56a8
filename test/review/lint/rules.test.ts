import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readDocument } from '../../../openapi/read.ts'
import { contractOf } from '../../../review/lint/contract.ts'
import type { Rule } from '../../../review/lint/rule.ts'
import { rules } from '../../../review/lint/rules.ts'
import type { Fixture } from './fixture.ts'

/** The findings of a rule as `line:column message`, and their hints. */
function found({ check }: Rule, text: string): { findings: string[]; hints: string[] } {
  const { document, refusals } = readDocument('a.yaml', `openapi: 3.1.0${text}`)
  const results = [...check(contractOf(document, refusals))].map(({ pointer, message, hint }) => {
    const { line, column } = document.place(pointer)
    return [`${line}:${column} ${message}`, hint] as const
  })
  return { findings: [...new Set(results.map(([finding]) => finding))], hints: results.map(([, hint]) => hint) }
}

const fixtures = await Promise.all(
  rules.map(async rule => ({ rule, ...((await import(`./rules/${rule.name}.ts`)) as { fixture: Fixture }).fixture })),
)

describe.each(fixtures)('$rule.name', ({ rule, fails, passes }) => {
  test.each(fails)('finds %s', (_, text, want, wantedHints) => {
    const { findings, hints } = found(rule, text)
    expect(findings).toEqual(want)
    if (wantedHints) expect(hints).toEqual(wantedHints)
    for (const hint of hints) expect(hint).toMatch(/^[A-Z].*[.?]$/s)
  })

  test.each(passes)('accepts %s', (_, text) => {
    expect(found(rule, text).findings).toEqual([])
  })
})

test('every rule can check a document that the reader refuses', () => {
  const refused = fixtures.find(({ rule }) => rule.name === 'vocabulary')?.fails ?? []
  for (const [, text] of refused) for (const rule of rules) expect(() => found(rule, text)).not.toThrow()
})

describe('the fixtures', () => {
  test('of each rule have a document with a finding and one without', () => {
    const incomplete = fixtures.filter(
      ({ fails, passes }) => passes.length === 0 || fails.length === 0 || fails.some(([, , want]) => want.length === 0),
    )
    expect(incomplete.map(({ rule }) => rule.name)).toEqual([])
  })

  test('and the files of the rules are named after the rules', () => {
    const names = rules.map(({ name }) => `${name}.ts`).sort()
    expect(readdirSync('review/lint/rules').sort()).toEqual(names)
    expect(readdirSync('test/review/lint/rules').sort()).toEqual(names)
  })
})
