import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseOpenApi } from '../../../openapi/document.ts'
import { contractOf } from '../../../review/lint/contract.ts'
import type { Rule } from '../../../review/lint/rule.ts'
import { rules } from '../../../review/lint/rules.ts'
import type { Fixture } from './fixture.ts'

/** What a rule finds as `line:column message`, and its hints. */
function found({ check }: Rule, text: string): { findings: string[]; hints: string[] } {
  const document = parseOpenApi('a.yaml', `openapi: 3.1.0${text}`)
  const faults = [...check(contractOf(document))].map(({ pointer, message, hint }) => {
    const { line, column } = document.place(pointer)
    return [`${line}:${column} ${message}`, hint] as const
  })
  return { findings: [...new Set(faults.map(([finding]) => finding))], hints: faults.map(([, hint]) => hint) }
}

const fixtures = await Promise.all(
  rules.map(async rule => ({ rule, ...((await import(`./rules/${rule.name}.ts`)) as { fixture: Fixture }).fixture })),
)

describe.each(fixtures)('$rule.name', ({ rule, fails, passes }) => {
  test.each(fails)('finds %s', (_, text, want) => {
    const { findings, hints } = found(rule, text)
    expect(findings).toEqual(want)
    for (const hint of hints) expect(hint).toMatch(/^[A-Z].*[.?]$/s)
  })

  test.each(passes)('lets be: %s', (_, text) => {
    expect(found(rule, text).findings).toEqual([])
  })
})

describe('the census', () => {
  test('each rule has a document it fails on, with a finding, and one it passes', () => {
    const poor = fixtures.filter(
      ({ fails, passes }) => passes.length === 0 || fails.length === 0 || fails.some(([, , want]) => want.length === 0),
    )
    expect(poor.map(({ rule }) => rule.name)).toEqual([])
  })

  test('each rule, fixture and file goes by one name, and no other rule has it', () => {
    const names = rules.map(({ name }) => `${name}.ts`).sort()
    expect(readdirSync('review/lint/rules').sort()).toEqual(names)
    expect(readdirSync('test/review/lint/rules').sort()).toEqual(names)
  })
})
