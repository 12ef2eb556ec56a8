import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isObject, type Json, loadDocument } from '../../openapi/document.ts'
import { operationsOf } from '../../openapi/operations.ts'
import { unknownKeys } from '../support/openapi-keys.ts'

const document = loadDocument('openapi.yaml')
const text = readFileSync('openapi.yaml', 'utf8')

/** Every object of a value with its pointer. */
function* objectsOf(value: Json, pointer = '#'): Generator<[string, Record<string, Json>]> {
  if (isObject(value)) yield [pointer, value]
  for (const [key, inner] of Object.entries(typeof value === 'object' && value !== null ? value : {})) {
    yield* objectsOf(inner as Json, `${pointer}/${key}`)
  }
}

test('has no key that OpenAPI does not know', () => {
  expect(unknownKeys(document.root)).toEqual([])
})

test.each([
  ['a misspelt field', { info: { titel: 'x' } }, ['#/info/titel']],
  [
    'a description that broke at a colon',
    { paths: { '/a': { get: { description: 'x', '503': 'y' } } } },
    ['#/paths/~1a/get/503'],
  ],
  [
    'a key in a response',
    { paths: { '/a': { get: { responses: { 200: { example: 1 } } } } } },
    ['#/paths/~1a/get/responses/200/example'],
  ],
])('%s is found', (_what, root, found) => {
  expect(unknownKeys(root)).toEqual(found)
})

test('uses each of its components', () => {
  const components = document.root.components as Record<string, Record<string, Json>>
  const unused = Object.entries(components).flatMap(([kind, entries]) =>
    kind === 'securitySchemes'
      ? []
      : Object.keys(entries).filter(name => !text.includes(`"#/components/${kind}/${name}"`)),
  )
  expect(unused).toEqual([])
})

test('says of each addition in words that it is one', () => {
  const silent = [...objectsOf(document.root)]
    .filter(([, { 'x-addition': marked, description }]) => marked === true && !/addition/.test(String(description)))
    .map(([pointer]) => pointer)
  expect(silent).toEqual([])
})

test('closes every body that it reads', () => {
  const schemas = document.at('#/components/schemas') as Record<string, Record<string, Json>>
  const open = Object.keys(schemas).filter(
    name => name.endsWith('Request') && schemas[name]?.additionalProperties !== false,
  )
  expect(open).toEqual([])
})

test('is short enough to be read', () => {
  expect(text.split('\n').length).toBeLessThan(2500)
})

describe.each(operationsOf(document))('$id', ({ value, tags }) => {
  test('says what it is', () => {
    expect(value.operationId).toMatch(/^[a-z][A-Za-z]+$/)
    expect(tags).toHaveLength(1)
    expect([value.summary, value.description]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)])
  })
})

test('lists its operations once each', () => {
  const ids = operationsOf(document).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toHaveLength(14)
})
