import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isObject, type Json } from '../../../openapi/document.ts'
import { parseDocument } from '../../../openapi/read.ts'
import { diffDocuments } from '../../../review/diff/diff.ts'

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
}, 300_000)

function attempt<T>(what: () => T): T | undefined {
  try {
    return what()
  } catch (error) {
    if ((error as Error).name !== 'DocumentError') throw error
    return undefined
  }
}
