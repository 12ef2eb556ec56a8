import { expect, test } from 'vitest'
import type { OpenApiDocument } from '../../../openapi/document.ts'
import type { Finding } from '../../../review/lint/finding.ts'
import { gather } from '../../../review/report/gather.ts'
import { BASE, base, diff, gateOf, HEAD, head } from './versions.ts'

const finding: Finding = {
  rule: 'contract/some-rule',
  severity: 'error',
  file: 'orders.yaml',
  line: 1,
  column: 1,
  pointer: '#',
  message: 'a problem',
  hint: '',
}

test.each([
  ['only if the head version has findings', [], [head]],
  ['to find out which findings are not new', [finding], [head, base]],
])('the base version is checked %s', async (_, findings, checked) => {
  const documents: OpenApiDocument[] = []
  const review = await gather({
    base,
    head,
    texts: { base: BASE, head: HEAD },
    diff,
    gate: gateOf({}),
    lint: async document => {
      documents.push(document)
      return findings
    },
    project: undefined,
    docs: Promise.resolve({ found: true }),
  })
  expect(documents).toEqual(checked)
  expect(review.findings).toEqual({ found: [] })
})
