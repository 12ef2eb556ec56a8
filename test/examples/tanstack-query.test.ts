import { type Client, type ClientOptions, isApiError } from '@clustrix/client'
import { CancelledError } from '@tanstack/query-core'
import { expect, test } from 'vitest'
import { createQueryClient, invoicePages, invoiceQuery } from '../../examples/tanstack-query/queries.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { withApi } from './running.ts'

/** Calls `work` with a client of an app. @returns its result and the paths that were requested */
async function withRequests<T>(
  work: (api: Client) => Promise<T>,
  respond: (app: TestApp, request: Request) => Promise<Response> = (app, request) => app.fetch(request),
  options: Partial<ClientOptions> = {},
): Promise<{ result: T; requests: string[] }> {
  const app = testApp()
  const requests: string[] = []
  const fetch = (request: Request) => {
    requests.push(request.url.replace(/.*\/api\/v1/, ''))
    return respond(app, request)
  }
  return { result: await withApi(app, work, { fetch, ...options }), requests }
}

const all = { pages: Number.POSITIVE_INFINITY }

test('the pages are followed by links.next, whatever its origin', async () => {
  const { result, requests } = await withRequests(
    api => createQueryClient().fetchInfiniteQuery({ ...invoicePages(api, 3), ...all }),
    async (app, request) => {
      const text = await (await app.fetch(request)).text()
      return Response.json(JSON.parse(text.replaceAll('http://127.0.0.1:3000', 'http://127.0.0.1:5173')))
    },
  )
  expect(result.pages.map(({ data }) => data.map(({ id }) => id))).toEqual([
    [112, 110, 109],
    [107, 106, 104],
    [103, 101],
  ])
  expect(requests).toEqual([
    '/invoices?per_page=3',
    '/invoices?per_page=3&page=2&max_id=112',
    '/invoices?per_page=3&page=3&max_id=112',
  ])
})

test('an error stays an ApiError', async () => {
  const { result } = await withRequests(api =>
    createQueryClient()
      .fetchQuery(invoiceQuery(api, 999))
      .catch((error: Error) => error),
  )
  expect(isApiError(result, 'not_found') && result.requestId).toMatch(/^[\da-f-]{36}$/)
})

test('a failing request is repeated by the client alone', async () => {
  const { result, requests } = await withRequests(
    api =>
      createQueryClient()
        .fetchQuery(invoiceQuery(api, 106))
        .catch((error: Error) => error),
    async () => Response.json({ message: 'Server Error', code: 'server_error' }, { status: 500 }),
    { maxRetries: 1, baseDelay: 1, onRetry: () => {} },
  )
  expect([isApiError(result, 'server_error'), requests.length]).toEqual([true, 2])
})

test('a cancelled query aborts its request', async () => {
  let aborted = false
  const { result } = await withRequests(
    async api => {
      const queries = createQueryClient()
      const query = queries.fetchQuery(invoiceQuery(api, 106)).catch((error: Error) => error)
      // The request is sent in a later task.
      await new Promise(setImmediate)
      await queries.cancelQueries()
      return query
    },
    (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          aborted = true
          reject(signal.reason)
        })
      }),
  )
  expect([result instanceof CancelledError, aborted]).toEqual([true, true])
})
