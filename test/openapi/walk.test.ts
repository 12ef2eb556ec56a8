import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { walk, walkFrom } from '../../openapi/walk.ts'

const nodesIn = (text: string) => [...walk(parse(text))].map(({ kind, pointer }) => `${kind} ${pointer}`)

test('every object is given with its kind, each before those in it', () => {
  const text = `
info: {}
paths:
  /a: { get: { responses: { default: { $ref: '#/components/responses/B' } } }, x-internal: { get: {} } }
components: { schemas: { A: { properties: { items: {} }, items: {} } } }
`
  expect(nodesIn(text)).toEqual([
    'OpenAPI #',
    'Info #/info',
    'Paths #/paths',
    'PathItem #/paths/~1a',
    'Operation #/paths/~1a/get',
    'Responses #/paths/~1a/get/responses',
    'Reference #/paths/~1a/get/responses/default',
    'Components #/components',
    'Schema #/components/schemas/A',
    'Schema #/components/schemas/A/properties/items',
    'Schema #/components/schemas/A/items',
  ])
})

test('values are not objects of OpenAPI', () => {
  const text = 'components: { schemas: { A: { default: {}, const: {}, enum: [{}], example: {}, examples: [{}] } } }'
  expect(nodesIn(text)).toEqual(['OpenAPI #', 'Components #/components', 'Schema #/components/schemas/A'])
})

test('a value that should be an object is omitted', () => {
  expect(nodesIn('{ info: 1, paths: [{}], components: { schemas: { A: true, B: {} } }, nope: {} }')).toEqual([
    'OpenAPI #',
    'Components #/components',
    'Schema #/components/schemas/B',
  ])
})

test('an object knows its parent and field', () => {
  const schema = { value: { allOf: [{ properties: { a: {} } }] }, pointer: '#/x' }
  const [, member, property] = walkFrom('Schema', schema)
  expect([member?.parent?.pointer, member?.field, property?.parent, property?.field]).toEqual([
    '#/x',
    'allOf',
    member,
    'properties',
  ])
})
