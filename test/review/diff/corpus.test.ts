import { readFileSync } from 'node:fs'
import jsonPatch, { type Operation } from 'fast-json-patch'
import { describe, expect, test } from 'vitest'
import { parseDocument } from '../../../openapi/read.ts'
import type { Diff } from '../../../review/diff/change.ts'
import { diffDocuments } from '../../../review/diff/diff.ts'

interface Case {
  id: string
  change: string
  label: 'breaking' | 'non-breaking' | 'docs-only'
  /** Why other tools decide it differently. */
  disputed?: string
  /** The same contract, written differently. */
  equivalent?: boolean
  patch: Operation[]
}

const folder = new URL('corpus/', import.meta.url)
const text = (name: string) => readFileSync(new URL(name, folder), 'utf8')

const base = parseDocument('base.yaml', text('base.yaml'))
const cases: readonly Case[] = JSON.parse(text('cases.json'))

const patched = (patch: Operation[]) => jsonPatch.applyPatch(structuredClone(base.root), patch, true).newDocument

/** Each case and its reverse, which is the diff from head to base. */
const diffs = new Map(
  cases.map(({ id, patch }) => {
    const head = parseDocument('head.yaml', JSON.stringify(patched(patch)))
    return [id, { diff: diffDocuments(base, head), reverse: diffDocuments(head, base) }]
  }),
)
const diffOf = (id: string) => diffs.get(id)?.diff as Diff

const title = (each: Case) => [`${each.id}: ${each.change}`, each] as const
const breaking = cases.filter(({ label, disputed }) => label === 'breaking' && !disputed)
const harmless = cases.filter(({ label, equivalent }) => equivalent || label === 'docs-only')
const compatible = cases.filter(({ label, equivalent }) => label === 'non-breaking' && !equivalent)
const disputed = cases.filter(each => each.disputed)

describe('breaking', () => {
  test.each(breaking.map(title))('%s', (_, { id }) => {
    expect(diffOf(id).verdict).toBe('breaking')
    expect(diffOf(id).requiredBump).toBe('major')
  })
})

describe('the same contract written differently, or documentation only', () => {
  test.each(harmless.map(title))('%s', (_, { id }) => {
    expect(['docs', 'none']).toContain(diffOf(id).verdict)
  })
})

describe('compatible', () => {
  test.each(compatible.map(title))('%s', (_, { id }) => {
    expect(diffOf(id).verdict).toBe('compatible')
  })
})

/** Decided in review/diff/README.md. */
const decided: Record<string, string> = {
  'query-default-changed': 'breaking warning',
  'request-default-changed': 'breaking warning',
  'request-property-removed': 'breaking warning',
  'response-optional-property-removed': 'breaking warning',
  'response-discriminator-mapping-removed': 'breaking warning',
  'property-write-only': 'breaking error',
  'server-url-changed': 'breaking error',
  'docs-tag-changed': 'docs warning',
}

describe('cases that tools decide differently', () => {
  test('each has a decision', () => {
    expect(disputed.map(({ id }) => id).sort()).toEqual(Object.keys(decided).sort())
  })

  test.each(disputed.map(title))('%s', (_, { id }) => {
    const [worst] = diffOf(id).changes
    expect(`${worst?.verdict} ${worst?.severity}`).toBe(decided[id])
  })
})

test('the rules of every case and of its reverse do not change', async () => {
  const line = (name: string, { verdict, changes }: Diff) =>
    `${name} ${verdict} ${[...new Set(changes.map(({ rule, direction }) => `${rule}:${direction}`))].join(' ')}`.trimEnd()
  const table = [...diffs].flatMap(([id, { diff, reverse }]) => [line(id, diff), line('  back', reverse)])
  await expect(`${table.join('\n')}\n`).toMatchFileSnapshot('corpus/rules.txt')
})

test('every change in them has a rule', () => {
  const unknown = [...diffs].filter(([, { diff }]) => diff.changes.some(({ rule }) => rule === 'unclassified'))
  expect(unknown.map(([id]) => id)).toEqual([])
})
