import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createPages } from '../../../server/pages/pages.ts'
import { sampleSeller } from '../../../server/seller/sample.ts'
import { contract } from '../../support/app.ts'
import { pages } from '../../support/pages.ts'
import { sha256 } from '../../support/sha256.ts'

const { seller } = sampleSeller()
const ORIGIN = 'https://portal.example'
const { body, headers } = pages('/', ORIGIN)

const hrefs = [...body.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href)
const ids = [...body.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id)

test('is smaller than 10 kB compressed, and has no script', () => {
  expect(gzipSync(body).length).toBeLessThan(10_000)
  expect(body).not.toMatch(/<script|<img|<link rel="stylesheet"| on\w+=| style=|javascript:/i)
})

test('has a policy that allows its own style and nothing else', () => {
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(body) ?? []
  const digest = createHash('sha256').update(style).digest('base64')
  expect(headers?.['Content-Security-Policy']).toBe(
    `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  )
})

test('lists every operation, with a link to it in the reference', () => {
  interface Described {
    operationId: string
    summary: string
    tags: string[]
  }
  const operations = Object.entries<Record<string, Described>>(contract.paths).flatMap(([path, item]) =>
    ['get', 'post'].flatMap(method => (item[method] ? [{ ...item[method], method, path }] : [])),
  )
  expect(operations).toHaveLength(14)
  for (const { method, path, summary, tags, operationId } of operations) {
    const link = `/docs#tag/${tags[0]?.toLowerCase()}/${operationId}`
    expect(body).toContain(`<b>${method.toUpperCase()}</b> <code>${path}</code> <a href="${link}">${summary}</a>`)
  }
})

test('has each anchor once, and links only to what exists', () => {
  expect(new Set(ids).size).toBe(ids.length)
  const local = hrefs.filter(href => href.startsWith('#')).map(href => href.slice(1))
  expect(local.filter(id => !ids.includes(id))).toEqual([])
  const others = new Set(hrefs.filter(href => !/^(#|\/docs#)/.test(href)))
  expect([...others].sort()).toEqual([
    '/docs',
    '/docs.md',
    '/llms.txt',
    '/openapi.json',
    '/openapi.yaml',
    'https://semver.org',
    'mailto:developers@clustrixglobal.com',
  ])
})

test('has the sections that a client needs', () => {
  for (const id of ['quick-start', 'operations', 'authentication', 'errors', 'rate-limits', 'support', 'tools'])
    expect(ids).toContain(id)
})

describe('the quick start', () => {
  const commands = (of: string) =>
    [...of.matchAll(/<pre><code>([\s\S]*?)<\/code><\/pre>/g)].map(([, text = '']) =>
      text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&'),
    )

  test('is for this server', () => {
    const [login = '', list = ''] = commands(body)
    expect(login).toContain(`curl -s -X POST ${ORIGIN}/api/v1/auth/token `)
    expect(login).toContain('"email=you@company.com&password=correct horse battery staple&name=My laptop"')
    expect(list).toBe(`curl ${ORIGIN}/api/v1/invoices -H "Authorization: Bearer $TOKEN" -H "Accept: application/json"`)
  })

  test.each([
    'http://$(touch x)',
    'http://`id`',
    'http://a;id',
    'http://a&b',
    "http://a'b",
    'http://"><script>',
    'ftp://a',
    'http://a/b',
    'http://$&',
  ])('never contains %j', origin => {
    for (const path of ['/', '/docs.md', '/llms.txt'] as const) {
      const page = pages(path, origin).body
      expect(page).not.toContain(origin)
      expect(page).toBe(pages(path, 'http://localhost').body)
    }
  })

  test.each(['http://127.0.0.1:3000', 'http://[::1]:3000', 'https://my_host', 'https://portal.example'])(
    'can be for %s',
    origin => expect(commands(pages('/', origin).body)[1]).toContain(`curl ${origin}/api`),
  )

  test('says whether its login works as it is', () => {
    expect(createPages(contract, sha256, true, seller).page('/', ORIGIN).body).not.toBe(body)
  })
})

test('is kept for each origin, but not for any number of them', () => {
  const made = createPages(contract, sha256, false, seller).page
  const first = made('/', 'http://first')
  expect(made('/', 'http://first')).toBe(first)
  expect(made('/', 'http://second').etag).not.toBe(first.etag)
  for (let at = 0; at < 100; at++) made('/', `http://host-${at}`)
  expect(made('/', 'http://first')).not.toBe(first)
  expect(made('/', 'http://first')).toEqual(first)
})

test('shows text of the contract as text', () => {
  const text = '<script>"&'
  const info = { ...contract.info, title: text, summary: text, version: text, description: `${text}\n\n## ${text}` }
  const tags = [{ name: 'Auth', description: text }]
  expect(createPages({ ...contract, info, tags }, sha256, false, seller).page('/', ORIGIN).body).not.toContain(
    '<script>',
  )
})
