import { expect, test } from 'vitest'
import { edited, renamed, without } from '../../../../conformance/mutants/spec/edit.ts'

const root = { a: { b: [1, { c: 2 }], 'x/y': 3 }, d: { e: 4 } }

test.each([
  ['a property', '#/d/e', 5, { ...root, d: { e: 5 } }],
  ['a property that is not there yet', '#/d/f', 5, { ...root, d: { e: 4, f: 5 } }],
  ['a property that is gone', '#/d/e', undefined, { ...root, d: {} }],
  ['a part of a list', '#/a/b/1/c', 5, { ...root, a: { ...root.a, b: [1, { c: 5 }] } }],
  ['an item that is gone', '#/a/b/0', undefined, { ...root, a: { ...root.a, b: [{ c: 2 }] } }],
  ['a key with a slash', '#/a/x~1y', 5, { ...root, a: { ...root.a, 'x/y': 5 } }],
])('%s is changed', (_, pointer, to, want) => {
  expect(edited(root, pointer, () => to)).toEqual(want)
})

test('what is not on the way is shared, and the original stays as it was', () => {
  const before = structuredClone(root)
  const other = edited(root, '#/a/b/0', value => Number(value) + 1)
  expect(other.d).toBe(root.d)
  expect(root).toEqual(before)
})

test('a key is renamed where it stands', () => {
  expect(Object.entries(renamed({ a: 1, b: 2, c: 3 }, 'b', 'x'))).toEqual([
    ['a', 1],
    ['x', 2],
    ['c', 3],
  ])
})

test('keys are left out', () => {
  expect(without({ a: 1, b: 2, c: 3 }, 'a', 'c')).toEqual({ b: 2 })
})
