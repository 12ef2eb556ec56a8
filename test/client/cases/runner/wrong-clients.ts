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
    const again = request.clone()
    const response = await fetch(request)
    if (response.status !== status || !path.test(request.url)) return response
    await response.text()
    return fetch(again)
  }

const changing =
  (change: (response: Response) => Response | Promise<Response>) =>
  (fetch: Fetch): Fetch =>
  async request =>
    change(await fetch(request))

const withAnswerHeader = (name: string, value: string | undefined) =>
  changing(({ status, body, headers: given }) => {
    const headers = new Headers(given)
    headers.delete(name)
    if (value !== undefined) headers.set(name, value)
    return new Response(body, { status, headers })
  })

/** Wrong clients, made of the right one by what stands between it and the transport, and cases that must notice each. */
export const wrongClients: Record<string, { between: (fetch: Fetch) => Fetch; noticed: string[] }> = {
  'makes a new key for each try': {
    between: fetch => request =>
      fetch(
        request.headers.has('Idempotency-Key')
          ? withHeader(request, 'Idempotency-Key', crypto.randomUUID().replaceAll('-', ''))
          : request,
      ),
    noticed: [
      'createTicket is tried again with its key after a 500',
      'createTicket keeps its key over all its tries',
      'the caller’s own key is kept',
      'a write is made once more with its key',
    ],
  },
  'has one key for all calls': {
    between: fetch => request => fetch(withHeader(request, 'Idempotency-Key', '0'.repeat(32))),
    noticed: ['two calls have two keys, as alike as they are', 'a GET has no key'],
  },
  'does not know Retry-After': {
    between: withAnswerHeader('Retry-After', undefined),
    noticed: [
      'a 503 says when to come back, in seconds',
      'a 503 says when to come back, as a date',
      'zero seconds mean now',
      'more than half a minute is not waited for, the answer is the result at once',
    ],
  },
  'sends createToken again': {
    between: repeatingOn(500, /auth\/token$/),
    noticed: ['createToken is not tried again after a 500', 'login is not tried again after a 500'],
  },
  'sends revokeToken again': {
    between: repeatingOn(500, /auth\/revoke$/),
    noticed: ['revokeToken is not tried again after a 500'],
  },
  'tries a 404 again': {
    between: repeatingOn(404, /./),
    noticed: ['a missing row is not asked for again', 'a Retry-After of a 404 is not waited for'],
  },
  'follows links to another origin': {
    between: changing(async response => {
      const text = (await response.text()).replace(/(?<="next":"https?:\/\/)[^/]+/, 'portal.example')
      return new Response(text || null, response)
    }),
    noticed: [
      'a link to another host is not followed',
      'a link to another port is not followed',
      'a link that has the host for a user name is not followed',
    ],
  },
  'forgets the body of a second try': {
    between: fetch => {
      let attempts = 0
      return request => {
        attempts += 1
        const { method, headers, signal } = request
        return fetch(attempts === 1 ? request : new Request(request.url, { method, headers, signal }))
      }
    },
    noticed: ['a body is sent again as it was', 'a form is sent again as it was'],
  },
  'keeps a token that was refused': {
    between: fetch => request => fetch(withHeader(request, 'Authorization', 'Bearer 2|abc123xyz')),
    noticed: ['a refused token is renewed, and the call made once more', 'login replaces a token'],
  },
  'asks for a page by another query': {
    between: fetch => request => fetch(new Request(request.url.replace(/\?.*/, ''), request)),
    noticed: ['a query is part of the URL', 'items gives the rows of all pages', 'a walk may begin at a later page'],
  },
  'takes anything for a PDF': {
    between: withAnswerHeader('Content-Type', 'application/pdf'),
    noticed: ['a PDF that is HTML is no answer', 'a PDF that does not say so is no answer'],
  },
  'leaves the connection of an answer that it tries again': {
    between: changing(({ status, headers, body }) =>
      status === 500
        ? new Response('{"message":"","code":""}', { status, headers })
        : new Response(body, { status, headers }),
    ),
    noticed: ['a GET is tried again after a 500', 'the second pause is twice the first'],
  },
  'leaves the connection of a call that the caller ends': {
    between: fetch => request => fetch(new Request(request, { signal: null })),
    noticed: ['an abort ends the wait for an answer', 'the timeout of the whole call ends its first try'],
  },
  'leaves a timer behind': {
    between: fetch => request => {
      if (request.method === 'POST') setTimeout(() => {}, 60_000)
      return fetch(request)
    },
    noticed: ['createToken gives a token'],
  },
  'says a password in its errors': {
    between: fetch => async request => {
      const body = await request.clone().text()
      return fetch(request).catch(() => {
        throw new TypeError(`fetch failed for ${body}`)
      })
    },
    noticed: ['createToken is not tried again after a network error'],
  },
}
