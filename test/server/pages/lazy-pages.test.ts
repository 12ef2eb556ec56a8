import { expect, test } from 'vitest'
import { createLazyPages } from '../../../server/pages/lazy-pages.ts'
import { sampleSeller } from '../../../server/seller/sample.ts'
import { contract } from '../../support/app.ts'
import { pages } from '../../support/pages.ts'
import { sha256 } from '../../support/sha256.ts'

test('the pages are made at the first request, and once', async () => {
  let hashes = 0
  const lazy = createLazyPages(
    JSON.stringify(contract),
    data => {
      hashes++
      return sha256(data)
    },
    false,
    sampleSeller().seller,
  )
  expect(hashes).toBe(0)
  const [first, second] = await Promise.all([lazy.page('/', 'http://a'), lazy.page('/', 'http://a')])
  expect(first).toEqual(pages('/', 'http://a'))
  expect(second).toBe(first)
  // Of the style, the page, and the script of /docs.
  expect(hashes).toBe(3)
})
