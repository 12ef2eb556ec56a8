import { describe, expect, test } from 'vitest'
import { readDocument } from '../../openapi/read.ts'
import { findResolved, mappedPointer, resolve, resolvedAt, targetOf } from '../../openapi/references.ts'

const { document } = readDocument(
  'a.yaml',
  `openapi: 3.1.0
a: { $ref: '#/b' }
b: { $ref: '#/c~1d', title: beside }
c/d: { type: string }
loop: { $ref: '#/pool' }
pool: { $ref: '#/loop' }
self: { $ref: '#/self' }
list: []
`,
)
const from = ($ref: string) => ({ value: { $ref }, pointer: '#/x' })

test.each([
  ['#/a', '#/c~1d'],
  ['#/c~1d', '#/c~1d'],
])('from %s references are followed to %s', (start, pointer) => {
  expect(findResolved(document, from(start))).toEqual({ pointer, value: { type: 'string' } })
  expect(resolve(document, from(start))).toEqual({ pointer, value: { type: 'string' } })
})

test.each(['#/none', '#/list', '#/%zz', 'b.yaml#/a', '#/loop', '#/self'])('%s leads to no end', $ref => {
  expect(findResolved(document, from($ref))).toBeUndefined()
  expect(() => resolve(document, from($ref))).toThrow(`${$ref} is not in the document`)
})

test('what refers to nothing is given as it is', () => {
  const located = { value: { type: 'string' }, pointer: '#/x' }
  expect(findResolved(document, located)).toEqual(located)
})

test('a target may be a reference itself', () => {
  expect(targetOf(document, from('#/a'))).toEqual({ value: { $ref: '#/b' }, pointer: '#/a' })
})

test('resolvedAt starts at a pointer', () => {
  expect(resolvedAt(document, '#/a')?.pointer).toBe('#/c~1d')
  expect(resolvedAt(document, '#/list')).toBeUndefined()
})

describe('a mapping names a component by its name or by a reference', () => {
  test.each([
    ['Cat', '#/components/schemas/Cat'],
    ['a.b-c_1', '#/components/schemas/a.b-c_1'],
    ['#/components/schemas/Cat', '#/components/schemas/Cat'],
    ['cat.yaml#/A', 'cat.yaml#/A'],
  ])('%s → %s', (target, pointer) => {
    expect(mappedPointer(target)).toBe(pointer)
  })
})
