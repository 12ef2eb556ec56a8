import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, test } from 'vitest'
import { withRedocName } from '../../../../review/report/docs/redoc-name.ts'

test('the link without its logo has the name', () => {
  const html = withRedocName('<html><head><title>T</title></head><body></body></html>')
  expect(html).toMatch(
    /<style>a\[href="https:\/\/redocly\.com\/redoc\/"\] p::after \{ content: ' Redoc' \}<\/style>\n<\/head>/,
  )
})

test('Redoc still has the link that the style is for', () => {
  const folder = path.dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json'))
  const bundle = readFileSync(path.join(folder, 'lib/chunks/redoc.standalone.js'), 'utf8')
  expect(bundle).toMatch(/href:`https:\/\/redocly\.com\/redoc\/`/)
  expect(bundle).toContain('children:`API docs by`')
})
