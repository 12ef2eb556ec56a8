import { ApiError } from '@clustrix/client'
import type { Fetch } from './transport.ts'

const withHeader = (request: Request, name: string, value: string) => {
  const headers = new Headers(request.headers)
  headers.set(name, value)
  return new Request(request, { headers })
}

const repeatingOn =
  (status: number, path: RegExp) =>
  (fetch: Fetch): Fetch =>
  async request => {
    const repeated = request.clone()
    const response = await fetch(request)
    if (response.status !== status || !path.test(request.url)) return response
    await response.text()
    return fetch(repeated)
  }

const changing =
  (change: (response: Response) => Response | Promise<Response>) =>
  (fetch: Fetch): Fetch =>
  async request =>
    change(await fetch(request))

const withResponseHeader = (name: string, value: string | undefined) =>
  changing(({ status, body, headers: given }) => {
    const headers = new Headers(given)
    headers.delete(name)
    if (value !== undefined) headers.set(name, value)
    return new Response(body, { status, headers })
  })

/** Incorrect clients, simulated by wrapping the transport, and the cases that must notice each. */
export const wrongClients: Record<string, { wrap: (fetch: Fetch) => Fetch; noticedBy: string[] }> = {
  'generates a new key for each attempt': {
    wrap: fetch => request =>
      fetch(
        request.headers.has('Idempotency-Key')
          ? withHeader(request, 'Idempotency-Key', crypto.randomUUID().replaceAll('-', ''))
          : request,
      ),
    noticedBy: [
      'createTicket is retried with its key after a 500',
      'createTicket has the same key in all attempts',
      'the caller’s own key is kept',
      'a write is made again with its key',
    ],
  },
  'uses one key for all calls': {
    wrap: fetch => request => fetch(withHeader(request, 'Idempotency-Key', '0'.repeat(32))),
    noticedBy: ['two equal calls have two keys', 'a GET has no key'],
  },
  'ignores Retry-After': {
    wrap: withResponseHeader('Retry-After', undefined),
    noticedBy: [
      'a 503 with Retry-After in seconds is retried then',
      'a 503 with a date in Retry-After is retried then',
      'zero seconds mean now',
      'more than 30 seconds are not waited for: the response is the result at once',
    ],
  },
  'retries createToken': {
    wrap: repeatingOn(500, /auth\/token$/),
    noticedBy: ['createToken is not retried after a 500', 'login is not retried after a 500'],
  },
  'retries revokeToken': {
    wrap: repeatingOn(500, /auth\/revoke$/),
    noticedBy: ['revokeToken is not retried after a 500'],
  },
  'retries a 404': {
    wrap: repeatingOn(404, /./),
    noticedBy: ['a 404 is not retried', 'a Retry-After of a 404 is not waited for'],
  },
  'follows links to another origin': {
    wrap: changing(async response => {
      const text = (await response.text()).replace(/(?<="next":"https?:\/\/)[^/]+/, 'portal.example')
      return new Response(text || null, response)
    }),
    noticedBy: [
      'a link to another host is not followed',
      'a link to another port is not followed',
      'a link with the host as its user name is not followed',
    ],
  },
  'omits the body of a retry': {
    wrap: fetch => {
      let attempts = 0
      return request => {
        attempts += 1
        const { method, headers, signal } = request
        return fetch(attempts === 1 ? request : new Request(request.url, { method, headers, signal }))
      }
    },
    noticedBy: ['a retry sends the same JSON body', 'a retry sends the same form body'],
  },
  'keeps a refused token': {
    wrap: fetch => request => fetch(withHeader(request, 'Authorization', 'Bearer 2|abc123xyz')),
    noticedBy: ['a refused token is renewed, and the call is made again', 'login replaces a token'],
  },
  'omits the query': {
    wrap: fetch => request => fetch(new Request(request.url.replace(/\?.*/, ''), request)),
    noticedBy: ['a query is part of the URL', 'items returns the rows of all pages', 'items may start at a later page'],
  },
  'accepts anything as a PDF': {
    wrap: withResponseHeader('Content-Type', 'application/pdf'),
    noticedBy: ['HTML instead of a PDF is a bad_response', 'a PDF without a Content-Type is a bad_response'],
  },
  'leaves the connection of a response open before it retries': {
    wrap: changing(({ status, headers, body }) =>
      status === 500
        ? new Response('{"message":"","code":""}', { status, headers })
        : new Response(body, { status, headers }),
    ),
    noticedBy: ['a GET is retried after a 500', 'the second pause is twice the first'],
  },
  'leaves the connection of an aborted call open': {
    wrap: fetch => request => fetch(new Request(request, { signal: null })),
    noticedBy: ['an abort ends the wait for a response', 'the timeout of the call ends its first attempt'],
  },
  'leaves a timer running': {
    wrap: fetch => request => {
      if (request.method === 'POST') setTimeout(() => {}, 60_000)
      return fetch(request)
    },
    noticedBy: ['createToken returns a token'],
  },
  'reveals a password in its errors': {
    wrap: fetch => async request => {
      const body = await request.clone().text()
      return fetch(request).catch(() => {
        throw new ApiError(`fetch failed for ${body}`, { status: 0, code: 'network' })
      })
    },
    noticedBy: ['createToken is not retried after a network error'],
  },
}
