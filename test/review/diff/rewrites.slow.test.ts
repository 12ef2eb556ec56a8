import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseDocument } from '../../../openapi/read.ts'
import { diffDocuments } from '../../../review/diff/diff.ts'
import { rewrites } from './rewrites.ts'

const documents = {
  'the base of the corpus': new URL('./corpus/base.yaml', import.meta.url),
  'openapi.yaml': new URL('../../../openapi.yaml', import.meta.url),
}

describe.each(Object.entries(documents))('%s means the same with', (_, file) => {
  const base = parseDocument('base.yaml', readFileSync(file, 'utf8'))

  test.each(Object.entries(rewrites))('%s', (__, rewrite) => {
    const head = parseDocument('head.yaml', JSON.stringify(rewrite(base.root)))
    const more = (changes: ReturnType<typeof diffDocuments>['changes']) =>
      changes.filter(({ verdict }) => verdict !== 'docs')
    expect(more(diffDocuments(base, head).changes)).toEqual([])
    expect(more(diffDocuments(head, base).changes)).toEqual([])
  })
})

test('each rewrite changes the document', () => {
  const base = parseDocument('base.yaml', readFileSync(documents['the base of the corpus'], 'utf8'))
  const same = Object.entries(rewrites).filter(
    ([, rewrite]) => JSON.stringify(rewrite(base.root)) === JSON.stringify(base.root),
  )
  expect(same.map(([name]) => name)).toEqual([])
})
