import { expect, test } from 'vitest'
import { diffDocuments } from '../../../review/diff/diff.ts'
import { parseVersions } from '../../../review/diff/versions.ts'

const TEXT = `openapi: 3.1.0
info: { title: Orders, version: 1.4.0 }
paths: {}
`

test('the same text is read once, under both names', () => {
  const { base, head } = parseVersions({ file: 'abc:openapi.yaml', text: TEXT }, { file: 'openapi.yaml', text: TEXT })
  expect(head.root).toBe(base.root)
  expect([base.file, head.file]).toEqual(['abc:openapi.yaml', 'openapi.yaml'])
  expect(head.place('#/paths')).toEqual({ line: 3, column: 1 })
  expect(() => head.refuse('#/paths', 'is empty')).toThrow('openapi.yaml:3:1 #/paths: is empty')
  expect(diffDocuments(base, head)).toEqual({
    base: { file: 'abc:openapi.yaml', version: '1.4.0' },
    head: { file: 'openapi.yaml', version: '1.4.0' },
    verdict: 'none',
    requiredBump: 'none',
    changes: [],
  })
})

test('different texts are both read', () => {
  const text = TEXT.replace('1.4.0', '1.4.1')
  const { base, head } = parseVersions({ file: 'a', text: TEXT }, { file: 'b', text })
  expect(diffDocuments(base, head).changes.map(({ rule }) => rule)).toEqual(['version-changed'])
})
