import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isObject, type Json } from '../../../openapi/document.ts'
import { parseDocument } from '../../../openapi/read.ts'
import { type FieldValue, vocabulary } from '../../../openapi/vocabulary.ts'
import { diffDocuments } from '../../../review/diff/diff.ts'
import { Graph } from '../../../review/diff/graph.ts'
import { unclassifiedFacts } from '../../../review/diff/unclassified.ts'
import { around, document } from './documents.ts'

const base = parseDocument('base.yaml', readFileSync(new URL('./corpus/base.yaml', import.meta.url), 'utf8'))

type Path = readonly string[]

function* placesIn(value: Json, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value)) yield* placesIn(part as Json, [...path, key])
}

/** A different value of the same type. */
function another(value: Json): Json {
  if (typeof value === 'string') return `${value}x`
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  return isObject(value) ? { ...value, 'x-internal': true } : value
}

/** Path parameters are always required. */
const isFixed = (path: Path) => path.join('/') === 'components/parameters/Id/required'

/** Every third is enough, since all kinds of objects occur often. */
const places = [...placesIn(base.root)].filter((path, index) => index % 3 === 0 && !isFixed(path))

test('every change of a value is reported, in either direction', () => {
  const silent: string[] = []
  let tried = 0
  for (const path of places) {
    const copy = structuredClone(base.root)
    const parent = path.slice(0, -1).reduce<Json>((at, key) => (at as Record<string, Json>)[key] as Json, copy)
    const key = path.at(-1) as string
    const values = parent as Record<string, Json>
    const value = another(values[key] as Json)
    if (value === values[key]) continue
    values[key] = value
    const head = attempt(() => parseDocument('head.yaml', JSON.stringify(copy)))
    const diffs = head && attempt(() => [diffDocuments(base, head), diffDocuments(head, base)])
    // For example a reference that leads nowhere, or an unknown type.
    if (!diffs) continue
    tried++
    if (diffs.some(({ verdict }) => verdict === 'none')) silent.push(path.join('/'))
  }
  expect(silent).toEqual([])
  expect(tried).toBeGreaterThan(100)
}, 60_000)

function attempt<T>(what: () => T): T | undefined {
  try {
    return what()
  } catch (error) {
    if ((error as Error).name !== 'DocumentError') throw error
    return undefined
  }
}

/** A value that a keyword may have. */
function sampleOf(holds: FieldValue): Json {
  switch (holds.is) {
    case 'any':
    case 'number':
    case 'integer':
      return 1
    case 'boolean':
      return true
    case 'string':
      return 'a'
    case 'types':
      return 'boolean'
    case 'list':
      return [sampleOf(holds.of)]
    case 'map':
      return { a: sampleOf(holds.of) }
    case 'object':
      return { Schema: { type: 'boolean' }, Discriminator: { propertyName: 'a' } }[holds.kind as string] ?? { url: 'a' }
  }
}

test.each(Object.entries(vocabulary.Schema.fields))('the keyword %s is compared', (keyword, { value }) => {
  const samples: Record<string, Json> = { format: 'date', $ref: '#/components/schemas/A' }
  const components = { components: { schemas: { A: { type: 'string' } } } }
  const schema = { [keyword]: samples[keyword] ?? sampleOf(value) }
  const { changes } = diffDocuments(around('response', {}, components), around('response', schema, components))
  expect(changes.length).toBeGreaterThan(0)
  expect(changes.map(({ rule }) => rule)).not.toContain('unclassified')
})

test('what no rule compares is reported as unclassified', () => {
  const [base, head] = [document({}), document({ paths: { '/a': { 'x-internal': true } } })]
  const nothingCompared = unclassifiedFacts({ base, head, graph: new Graph() }, new Set())
  expect(nothingCompared.map(({ rule, base, head }) => [rule, base, head])).toEqual([['unclassified', '#', '#']])
})
