import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isObject, type Json } from '../../../openapi/document.ts'
import { diffDocuments } from '../../../review/diff/diff.ts'
import { Graph } from '../../../review/diff/graph.ts'
import { leftoversOf } from '../../../review/diff/leftovers.ts'
import { readDocument } from '../../../review/diff/read.ts'
import { document } from './documents.ts'

const base = readDocument('base.yaml', readFileSync(new URL('./corpus/base.yaml', import.meta.url), 'utf8'))

type Path = readonly string[]

function* placesIn(value: Json, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value)) yield* placesIn(part as Json, [...path, key])
}

/** A value that says something else, of the same kind. */
function another(value: Json): Json {
  if (typeof value === 'string') return `${value}x`
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  return isObject(value) ? { ...value, 'not-a-field': 1 } : value
}

/** What is true whatever is written there. */
const isFixed = (path: Path) => path.join('/') === 'components/parameters/Id/required'

/** Every sixth will do, since all kinds of objects come up often. */
const places = [...placesIn(base.root)].filter((path, index) => index % 6 === 0 && !isFixed(path))

test('no change of a value passes in silence, in either direction', () => {
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
    const head = attempt(() => readDocument('head.yaml', JSON.stringify(copy)))
    const diffs = head && attempt(() => [diffDocuments(base, head), diffDocuments(head, base)])
    // A reference that leads nowhere, a type that is none: refused with a line.
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

test('what no rule has looked at is compared as it stands', () => {
  const [before, after] = [document({ paths: { '/a': {} } }), document({ paths: { '/a': { 'x-a': 1 } } })]
  const nothingSeen = leftoversOf({ base: before, head: after, graph: new Graph() }, new Set())
  expect(nothingSeen.map(({ rule, base, head }) => [rule, base, head])).toEqual([['unclassified', '#', '#']])
})
