import { describe, expect, test } from 'vitest'
import { createPages } from '../../../server/pages/pages.ts'
import { factsOf } from '../../../server/pages/schema-facts.ts'
import { slugOf } from '../../../server/pages/slug.ts'
import { sampleSeller } from '../../../server/seller/sample.ts'
import { contract } from '../../support/app.ts'
import { pages } from '../../support/pages.ts'
import { sha256 } from '../../support/sha256.ts'

const ORIGIN = 'https://portal.example'
const reference = pages('/docs.md', ORIGIN).body
const llms = pages('/llms.txt', ORIGIN).body

const headings = [...reference.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title)
/** The text from a heading to the next. */
const section = (title: string) => reference.split(`\n### ${title}\n`)[1]?.split(/\n##/)[0] ?? ''

interface OperationObject {
  operationId: string
  summary: string
  parameters?: { name?: string; $ref?: string }[]
  responses: object
}

const operations = Object.entries<Record<string, OperationObject>>(contract.paths).flatMap(([path, item]) =>
  (['get', 'post'] as const).flatMap(method => {
    const operation = item[method]
    return operation ? [{ method: method.toUpperCase(), path, ...operation }] : []
  }),
)

describe.each(operations)('$operationId', ({ method, path, operationId, summary, parameters = [], responses }) => {
  test('has its parameters, status codes and samples', () => {
    const text = section(summary)
    expect(text).toContain(`\`${method} ${path}\`, operation \`${operationId}\``)
    for (const { name, $ref = '' } of parameters)
      expect(text).toContain(`\n- \`${name ?? contract.components.parameters[$ref.split('/')[3] ?? ''].name}\` (`)
    for (const status of Object.keys(responses)) expect(text).toContain(`\n- \`${status}\``)
    const request = /```sh\n(curl [\s\S]*?)\n```/.exec(text)?.[1] ?? ''
    expect(request).toMatch(new RegExp(`'${ORIGIN}${path.replace(/\{.*?\}/, '\\d+')}'`))
    expect(request.includes('Authorization')).toBe(operationId !== 'createToken')
    expect(text).toMatch(/```http\nHTTP\/1\.1 20[01]\nContent-Type: application\/\w+\n\n/)
  })
})

test('every property of every object has an entry', () => {
  interface Shape {
    properties?: object
    allOf?: Shape[]
  }
  const namesIn = ({ properties = {}, allOf = [] }: Shape): string[] => [
    ...Object.keys(properties),
    ...allOf.flatMap(namesIn),
  ]
  const missing = Object.entries<Shape>(contract.components.schemas).flatMap(([name, schema]) =>
    namesIn(schema).flatMap(property =>
      new RegExp(`(^|\n)- \`${property}\` \\(.*\\):? ?\\S`).test(section(name)) ? [] : [`${name}.${property}`],
    ),
  )
  expect(missing).toEqual([])
})

test('each anchor is unique, and each link leads to one', () => {
  const anchors = headings.map(slugOf)
  expect(anchors.filter((anchor, at) => anchors.indexOf(anchor) !== at)).toEqual([])
  const links = [...reference.matchAll(/\]\(#([^)]+)\)/g), ...llms.matchAll(/\/docs\.md#([^)]+)\)/g)]
  expect(links.length).toBeGreaterThan(80)
  expect(links.map(([, anchor = '']) => anchor).filter(anchor => !anchors.includes(anchor))).toEqual([])
})

test('a field shows its type, whether it can be null, its range, its default and an example', () => {
  const field = (name: string, of: string) =>
    section(of)
      .split('\n')
      .find(line => line.startsWith(`- \`${name}\``))
  expect(field('current_page', 'PageMeta')).toMatch(/^- `current_page` \(integer, at least 1\): \S.* Example: `2`\.$/)
  expect(field('due_date', 'Invoice')).toContain('(string (date))')
  expect(field('paid_at', 'Invoice')).toContain('(string (date-time) or null, ')
  expect(field('status', 'Invoice')).toContain('([InvoiceStatus](#invoicestatus))')
  expect(field('line_items', 'InvoiceDetail')).toContain('(array of [LineItem](#lineitem))')
  expect(field('data', 'TicketPage')).toContain('(array of [Ticket](#ticket), up to 100 items)')
  expect(field('priority', 'CreateTicketRequest')).toContain('or null, default `medium`, optional)')
  expect(field('subject', 'CreateTicketRequest')).toContain('(string, 1 to 255 characters, matches ')
  expect(section('TicketStatus')).toContain('`open`, `answered`, `on_hold`, `resolved`, `closed`')
  expect(section('List invoices')).toContain('`per_page` (integer, 1 to 100, default `15`, in query, optional)')
})

test('of two limits the stricter applies in allOf, and the looser in anyOf', () => {
  const parts = [
    { type: 'string', minLength: 1, maxLength: 9 },
    { type: 'string', minLength: 2, maxLength: 8 },
  ]
  expect(factsOf(contract, { allOf: parts })).toMatchObject({ types: ['string'], minLength: 2, maxLength: 8 })
  expect(factsOf(contract, { anyOf: parts })).toMatchObject({ types: ['string'], minLength: 1, maxLength: 9 })
})

test('a reference to a component that does not exist is refused', () => {
  expect(() => factsOf(contract, { $ref: '#/components/schemas/Nothing' })).toThrow('does not exist')
})

test('llms.txt has a title, a summary, and a link for each operation (llmstxt.org)', () => {
  const lines = llms.split('\n')
  expect([lines[0], lines[2]]).toEqual([`# ${contract.info.title}`, `> ${contract.info.summary}`])
  expect(lines.filter(line => line.startsWith('## '))).toEqual([
    '## Reference',
    ...contract.tags.map(({ name }: { name: string }) => `## ${name}`),
    '## Optional',
  ])
  for (const { method, path, summary } of operations)
    expect(llms).toContain(`- [${summary}](${ORIGIN}/docs.md#${slugOf(summary)}): \`${method} ${path}\`\n`)
})

test('the sample of a download saves the file', () => {
  expect(section('Download an invoice as PDF')).toContain(`\ncurl -OJ '${ORIGIN}/api/v1/invoices/106/pdf' `)
  expect(section('Get an invoice')).toContain(`\ncurl '${ORIGIN}/api/v1/invoices/106' `)
})

test('a response header has all its meanings', () => {
  const list = reference.split('\n## Response headers\n')[1]?.split('\n## ')[0] ?? ''
  const { NoStore, PrivateNoCache } = contract.components.headers
  for (const name of ['X-Request-Id', 'Location', 'Retry-After', 'WWW-Authenticate'])
    expect(list).toContain(`\n- \`${name}\`: `)
  expect(list).toContain(`\n- \`Cache-Control\`: \`no-store\`: ${NoStore.description}`)
  expect(list).toContain(` \`private, no-cache\`: ${PrivateNoCache.description}`)
})

test('a new operation may still lack a response body, examples and descriptions', () => {
  const item = {
    delete: {
      operationId: 'deleteThing',
      tags: ['Tickets'],
      summary: 'Delete a thing',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      responses: {
        204: { description: 'Deleted.' },
        409: {
          description: 'In use.',
          content: { 'application/json': { schema: { type: 'object' }, examples: { a: {} } } },
        },
      },
    },
  }
  const paths = { ...contract.paths, '/things/{id}': item }
  const added = createPages({ ...contract, paths }, sha256, false, sampleSeller().seller).page('/docs.md', ORIGIN).body
  expect(added).toContain(`curl -X DELETE '${ORIGIN}/things/{id}' `)
  expect(added).toContain('\n- `id` (string, in path, required)\n')
  expect(added).toContain('```http\nHTTP/1.1 204\n```')
  expect(added).toContain('\n- `409`: In use. Body: object.\n')
})
