import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { follow, into, keysOf, plainKeysOf } from '../../openapi/pointer.ts'

test.each([
  ['#', []],
  ['#/a', ['a']],
  ['#/', ['']],
  ['#/a//b', ['a', '', 'b']],
  ['#/paths/~1me/get', ['paths', '/me', 'get']],
  ['#/a~0b~01', ['a~b~1']],
  ['#/a%20b/%C3%B8', ['a b', 'ø']],
  ['#/0', ['0']],
  ['', undefined],
  ['#a', undefined],
  ['/a', undefined],
  ['a.yaml#/a', undefined],
  ['#/%', undefined],
  ['#/%zz', undefined],
  ['#/%C3', undefined],
])('%j names the keys %j', (pointer, keys) => {
  expect(keysOf(pointer)).toEqual(keys)
})

test.each([
  ['', []],
  ['/a/0', ['a', '0']],
  ['/paths/~1me', ['paths', '/me']],
  ['/a~0b~01/100%25', ['a~b~1', '100%25']],
])('%j without percent-encoding names the keys %j', (pointer, keys) => {
  expect(plainKeysOf(pointer)).toEqual(keys)
})

describe('into', () => {
  it.each([
    ['#', ['a', 0], '#/a/0'],
    ['#/paths', ['/pets/{id}'], '#/paths/~1pets~1%7Bid%7D'],
    ['#', ['~'], '#/~0'],
    ['#', ['ø 100%'], '#/%C3%B8%20100%25'],
    ['#', ['\ud800'], '#/%EF%BF%BD'],
  ])('%s %j is %s', (pointer, keys, want) => {
    expect(into(pointer, ...keys)).toBe(want)
  })

  it('is read back by keysOf, for every well-formed key', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), keys => {
        expect(keysOf(into('#', ...keys))).toEqual(keys)
      }),
    )
  })
})

test.each([
  ['#', { a: [{ b: null }], '': 1 }],
  ['#/a/0', { b: null }],
  ['#/a/0/b', null],
  ['#/', 1],
  ['#/a/1', undefined],
  ['#/a/', undefined],
  ['#/a/length', undefined],
  ['#/a/0/b/c', undefined],
  ['#/toString', undefined],
  ['#/%zz', undefined],
])('%s leads to %j', (pointer, value) => {
  expect(follow({ a: [{ b: null }], '': 1 }, pointer)).toEqual(value)
})
