import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { objectsIn } from '../../openapi/objects.ts'

const pointersIn = (text: string, without?: ReadonlySet<string>) =>
  [...objectsIn(parse(text), '#', without)].map(({ pointer }) => pointer)

test.each([
  ['an array of objects', '[{ a: { b: 1 } }, 2]', ['#/0', '#/0/a']],
  ['values', '{ default: {}, const: {}, enum: [{}], example: {}, examples: [{}], value: {} }', ['#']],
  ['the value of an example', '{ examples: { one: { value: { $ref: x } } } }', ['#', '#/examples/one']],
  [
    'names that look like fields',
    '{ properties: { default: {}, $ref: {}, properties: { example: {} } }, responses: { default: {} } }',
    ['#', '#/properties/default', '#/properties/$ref', '#/properties/properties', '#/responses/default'],
  ],
])('of %s all objects that describe are given, maps and values are not', (_, text, want) => {
  expect(pointersIn(text)).toEqual(want)
})

test('fields may be left out, names of the same spelling may not', () => {
  const text = '{ items: {}, properties: { items: {} } }'
  expect(pointersIn(text, new Set(['items']))).toEqual(['#', '#/properties/items'])
})
