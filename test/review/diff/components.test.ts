import { expect, test } from 'vitest'
import { componentsOf } from '../../../review/diff/components.ts'

test.each([
  ['a chain', 'a:b b:c c:', 'c b a'],
  ['two ways', 'a:bc b:d c:d d:', 'd b c a'],
  ['a circle', 'x:a a:b b:c c:a', 'abc x'],
  ['itself', 'a:a', 'a'],
  ['two circles with a bridge', 'a:b b:ac c:d d:c', 'cd ab'],
  ['several starts', 'a: b:a', 'a b'],
])('%s', (_, text, expected) => {
  const graph = new Map(text.split(' ').map(line => [line[0] as string, [...line.slice(2)]]))
  const found = componentsOf(graph.keys(), node => graph.get(node) ?? [])
  expect(found.map(each => each.sort().join('')).join(' ')).toBe(expected)
})

test('a long chain needs no stack', () => {
  const numbers = Array.from({ length: 100_000 }, (_, index) => index)
  expect(componentsOf(numbers, node => (node < 99_999 ? [node + 1] : []))).toHaveLength(100_000)
})
