import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { withPolicy } from '../../../../review/report/docs/policy.ts'

const page =
  '<!DOCTYPE html><html><head><title>T</title></head><body><script type="module">a < b\n</script></body></html>'

const policyIn = (html: string) =>
  /<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(html)?.[1]

test('comes first, allows the scripts of the page and no loading', () => {
  const hash = createHash('sha256').update('a < b\n').digest('base64')
  expect(policyIn(withPolicy(page))?.split('; ')).toEqual([
    `default-src 'none'`,
    `script-src 'sha256-${hash}'`,
    `style-src 'unsafe-inline'`,
    'img-src data:',
    'font-src data:',
    `base-uri 'none'`,
    `form-action 'none'`,
  ])
})

test('leaves the page as it is', () => {
  expect(withPolicy(page).replace(/\s*<meta http-equiv[^>]+>/, '')).toBe(page)
})
