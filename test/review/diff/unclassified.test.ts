import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../openapi/document.ts'
import { type FieldValue, vocabulary } from '../../../openapi/vocabulary.ts'
import { diffDocuments } from '../../../review/diff/diff.ts'
import { Graph } from '../../../review/diff/graph.ts'
import { unclassifiedFacts } from '../../../review/diff/unclassified.ts'
import { Identity } from '../../../review/diff/values/identity.ts'
import { around, document } from './documents.ts'

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
  // A discriminator needs a property to read.
  const base: JsonObject = keyword === 'discriminator' ? { properties: { a: { type: 'string' } } } : {}
  const samples: Record<string, Json> = { format: 'date', $ref: '#/components/schemas/A' }
  const components = { components: { schemas: { A: { type: 'string' } } } }
  const head = { ...base, [keyword]: samples[keyword] ?? sampleOf(value) }
  const { changes } = diffDocuments(around('response', base, components), around('response', head, components))
  expect(changes.length).toBeGreaterThan(0)
  expect(changes.map(({ rule }) => rule)).not.toContain('unclassified')
})

test('what no rule compares is reported as unclassified', () => {
  const [base, head] = [document({}), document({ paths: { '/a': { 'x-internal': true } } })]
  const nothingCompared = unclassifiedFacts(
    { base, head, graph: new Graph(), identity: new Identity(base, head) },
    new Set(),
  )
  expect(nothingCompared.map(({ rule, base, head }) => [rule, base, head])).toEqual([['unclassified', '#', '#']])
})
