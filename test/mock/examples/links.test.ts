import { expect, test } from 'vitest'
import { operations } from '../../support/operations.ts'
import { declared, startMock } from './served.ts'

const ORIGIN = 'http://127.0.0.1:4010'

const mock = await startMock()

/** The URLs in a response, in its body and its Location. */
function linksIn(response: Response, text: string): string[] {
  const quoted = [...text.matchAll(/"(https?:[^"]+)"/g)].map(([, url = '']) => url)
  const location = response.headers.get('location')
  return [...quoted, ...(location === null ? [] : [location])]
}

/** Examples of successful responses; errors have no links. */
const examples = declared.flatMap(({ operation, status, mediaType, examples }) =>
  mediaType === 'application/json' && status.startsWith('2')
    ? examples.map(([name]) => ({ operation, status, name }))
    : [],
)

const followed = new Map<string, number>()

test.each(examples)('every link of $operation $name leads to the mock', async ({ operation, status, name }) => {
  const { method, path, body } = operations.find(({ id }) => id === operation) ?? expect.fail(`no ${operation}`)
  const prefer = `code=${status}, example=${name}`
  const response = await mock.call(path, { method, prefer, ...(body && { json: body }) })
  const links = linksIn(response, await response.text())
  expect(links.filter(link => !link.startsWith(`${ORIGIN}/`))).toEqual([])
  for (const link of new Set(links)) followed.set(link, (await mock.call(link.slice(ORIGIN.length))).status)
  expect(links.filter(link => followed.get(link) !== 200)).toEqual([])
})

test('links of all kinds are followed', () => {
  const paths = [...followed.keys()].map(link => new URL(link).pathname.replaceAll(/\/\d+/g, '/1'))
  expect(new Set(paths)).toEqual(
    new Set([
      '/api/v1/invoices',
      '/api/v1/invoices/1/pdf',
      '/api/v1/tickets',
      '/api/v1/tickets/1',
      '/api/v1/subscriptions',
    ]),
  )
})

test('a relative server and a slash at the end of a URL change no link', async () => {
  const other = await startMock(['  - url: https://clustrixglobal.com\n', '  - url: https://clustrixglobal.com/\n'])
  const links = (await (await other.call('/api/v1/invoices')).json()) as { links: { first: string } }
  expect(links.links.first).toMatch(/^http:\/\/127\.0\.0\.1:4010\/api\/v1\/invoices\?/)
})
