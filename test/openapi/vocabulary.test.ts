import { expect, test } from 'vitest'
import { unsupported } from '../../openapi/vocabulary/unsupported.ts'
import { type FieldValue, fieldOf, titleOf, vocabulary } from '../../openapi/vocabulary.ts'

test.each([
  ['OpenAPI', 'OpenAPI Object'],
  ['PathItem', 'Path Item Object'],
  ['OAuthFlows', 'OAuth Flows Object'],
  ['SecurityRequirement', 'Security Requirement Object'],
] as const)('%s is called %s', (kind, title) => {
  expect(titleOf(kind)).toBe(title)
})

test.each([
  ['Responses', '404', 'object'],
  ['Responses', '4xx', undefined],
  ['Responses', 'x-internal', 'any'],
  ['SecurityRequirement', 'x-key', 'list'],
  ['Schema', 'toString', undefined],
  ['Schema', 'x-input', undefined],
] as const)('a field of %s named %s holds: %s', (kind, name, is) => {
  expect(fieldOf(kind, name)?.is).toBe(is)
})

test('every kind of object is the value of a field of another', () => {
  const innermost = (value: FieldValue): string =>
    value.is === 'list' || value.is === 'map' ? innermost(value.of) : value.is === 'object' ? value.kind : value.is
  const held = Object.values(vocabulary).flatMap(({ fields, patterned }) => [
    ...Object.values(fields).map(({ value }) => innermost(value)),
    ...(patterned ? [innermost(patterned.value)] : []),
  ])
  const alone = Object.keys(vocabulary).filter(kind => !held.includes(kind))
  expect(alone).toEqual(['OpenAPI', 'Reference', 'InputRules'])
})

test('nothing is both supported and not supported', () => {
  const both = Object.entries(unsupported).flatMap(([kind, names]) =>
    Object.keys(names).filter(name => fieldOf(kind as keyof typeof unsupported, name)),
  )
  expect(both).toEqual([])
})
