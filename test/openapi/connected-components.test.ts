import { expect, test } from 'vitest'
import { connectedComponents } from '../../openapi/connected-components.ts'

const componentsOf = (graph: Record<string, string[]>) =>
  connectedComponents(Object.keys(graph), node => graph[node] ?? []).map(component => component.sort().join(''))

test.each([
  ['a chain, from its end', { a: ['b'], b: ['c'], c: [] }, ['c', 'b', 'a']],
  ['a cycle', { a: ['b'], b: ['c'], c: ['a'] }, ['abc']],
  ['a node that leads to itself', { a: ['a', 'b'], b: [] }, ['b', 'a']],
  ['two cycles of which one leads to the other', { a: ['b'], b: ['a', 'c'], c: ['d'], d: ['c'] }, ['cd', 'ab']],
  ['a cycle within a cycle', { a: ['b'], b: ['c', 'a'], c: ['b', 'a'], d: ['a'] }, ['abc', 'd']],
  ['a node outside of the list', { a: ['z'] }, ['z', 'a']],
])('%s', (_, graph, components) => {
  expect(componentsOf(graph)).toEqual(components)
})

test('a chain that would overflow the stack with recursion', () => {
  const length = 100_000
  expect(connectedComponents([0], node => (node < length ? [node + 1] : [])).length).toBe(length + 1)
})
