import { expect, test } from 'vitest'
import { isObject, type Json } from '../../../../openapi/document.ts'
import { follow } from '../../../../openapi/pointer.ts'
import { parseDocument } from '../../../../openapi/read.ts'
import { markedDocument } from '../../../../review/report/docs/marked.ts'
import { base, change, diff, diffOf, documentOf, head } from '../versions.ts'

const descriptionOf = (root: Json) => String(follow(root, '#/info/description'))

test('each operation that changes has a badge', () => {
  const root = markedDocument(base, head, diff)
  expect(follow(root, '#/paths/~1orders/get/x-badges')).toEqual([
    { name: 'breaking', position: 'before', color: 'red' },
  ])
  expect(follow(root, '#/paths/~1orders/put/x-badges')).toEqual([{ name: 'added', position: 'before' }])
})

test.each([
  ['breaking', 'breaking'],
  ['compatible', 'changed'],
  ['docs', 'documentation'],
] as const)('what is %s is marked %s', (verdict, name) => {
  const root = markedDocument(base, base, diffOf([change({ verdict, operations: ['listOrders'] })]))
  expect(follow(root, '#/paths/~1orders/get/x-badges/0/name')).toBe(name)
  expect(follow(root, '#/paths/~1orders/post/x-badges')).toBeUndefined()
})

test('the description starts with a list of changes, with links to existing operations', () => {
  expect(descriptionOf(markedDocument(base, head, diff)).split('\n')).toEqual([
    '**Changes from version `1.4.0` to `1.4.0`**',
    '',
    '- **breaking**: [listOrders](#operation/listOrders)',
    '- **added**: [putOrder](#operation/putOrder)',
    '- **removed**: `addOrder`',
    '',
    '---',
    '',
    '',
  ])
})

test('a relative server is left out if there is an absolute one', () => {
  const serversOf = (...urls: string[]) => {
    const document = parseDocument('t.yaml', JSON.stringify({ ...base.root, servers: urls.map(url => ({ url })) }))
    return markedDocument(document, document, diffOf([])).servers
  }
  expect(serversOf('/', 'https://a')).toEqual([{ url: 'https://a' }])
  expect(serversOf('/')).toEqual([{ url: '/' }])
  expect(markedDocument(base, base, diffOf([])).servers).toBeUndefined()
})

test('says so if no operation changes', () => {
  expect(descriptionOf(markedDocument(base, base, diffOf([])))).toContain('No operations changed.')
})

test('an operation behind a reference is marked in its place', () => {
  const text = `
openapi: 3.1.0
info: { title: T, version: '1' }
paths: { /a: { $ref: '#/components/pathItems/A' } }
components: { pathItems: { A: { get: { operationId: a, responses: { '200': { description: d } } } } } }`
  const document = parseDocument('t.yaml', text)
  const root = markedDocument(document, document, diffOf([change({ operations: ['a'] })]))
  expect(follow(root, '#/components/pathItems/A/get/x-badges/0/name')).toBe('changed')
})

test('texts are not rendered as HTML, and values are unchanged', () => {
  const hostile = documentOf(
    ['All orders.', '"<meta http-equiv=refresh> 1 < 2 <b>"'],
    ['[{ id: 1, status: open }]', '[{ id: 1, description: "<b>" }]'],
  )
  const root = markedDocument(base, hostile, diffOf([]))
  const response = follow(root, '#/paths/~1orders/get/responses/200')
  expect(isObject(response) && response.description).toBe('<\u2060meta http-equiv=refresh> 1 < 2 <\u2060b>')
  expect(
    follow(root, '#/paths/~1orders/get/responses/200/content/application~1json/examples/one/value/data/0'),
  ).toEqual({
    id: 1,
    description: '<b>',
  })
})

test('the document itself is unchanged', () => {
  const before = structuredClone(head.root)
  markedDocument(base, head, diff)
  expect(head.root).toEqual(before)
})
