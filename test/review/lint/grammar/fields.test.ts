import { expect, test } from 'vitest'
import { keywords } from '../../../../codegen/schema/vocabulary.ts'
import { FIELDS, isKind, itemOf, memberOf, titleOf } from '../../../../review/lint/grammar/fields.ts'
import { faultOf } from '../../../../review/lint/grammar/values.ts'

test('every keyword that the generator understands is known', () => {
  expect([...keywords].filter(keyword => !FIELDS.Schema.has(keyword))).toEqual([])
})

/** What a field holds, without the lists and maps around it. */
function innermost(holds: string): string {
  const inner = itemOf(holds) ?? memberOf(holds)
  return inner === undefined ? holds : innermost(inner)
}

test('each field holds an object that is described, or a value that can be judged', () => {
  const words = new Set(Object.values(FIELDS).flatMap(fields => [...fields.values()].map(innermost)))
  // A word that nobody knows is judged as an object, and no object accepts true and a text alike.
  const unknown = [...words].filter(word => !isKind(word) && faultOf(word, {}) === undefined && word !== 'any')
  expect(unknown).toEqual([])
  expect(words.size).toBeGreaterThan(20)
})

test.each([
  ['OpenAPI', 'OpenAPI'],
  ['PathItem', 'Path Item'],
  ['OAuthFlows', 'OAuth Flows'],
  ['XML', 'XML'],
] as const)('%s is called %s', (kind, title) => {
  expect(titleOf(kind)).toBe(title)
})
