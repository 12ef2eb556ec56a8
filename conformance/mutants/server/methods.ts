import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { operationOf } from './build/operations.ts'
import { refusal } from './build/refusals.ts'
import { header, responses, type Where, withStatus } from './build/responses.ts'

const isHead: Where = ({ request }) => request.method === 'HEAD'
const isOptions: Where = ({ request }) => request.method === 'OPTIONS'

/** Serves requests as if they had another URL or method. */
const takenFor = (name: string, change: (request: Request) => { url?: string; method?: string }): ServerMutant => ({
  name,
  fetch: fetch => async request => {
    const { url = request.url, method = request.method } = change(request)
    if (url === request.url && method === request.method) return fetch(request)
    const body = ['GET', 'HEAD'].includes(method) ? null : await request.arrayBuffer()
    return fetch(new Request(url, { method, headers: request.headers, body }))
  },
})

export const methods: readonly ServerMutant[] = [
  header('sends no Allow with 405', withStatus(405), 'allow', undefined),
  header(
    'leaves HEAD out of Allow',
    ({ status }) => status === 405,
    'allow',
    allow => allow.replace('HEAD, ', ''),
  ),
  header('allows every method', withStatus(405), 'allow', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'),
  header('sends no Allow for OPTIONS', isOptions, 'allow', undefined),
  header('allows only OPTIONS', isOptions, 'allow', 'OPTIONS'),
  responses('returns 200 for OPTIONS', isOptions, response => {
    response.status = 200
  }),
  {
    name: 'requires a token for OPTIONS',
    fetch: fetch => async request => {
      const isRefused = request.method === 'OPTIONS' && !request.headers.has('authorization')
      return isRefused ? refusal(await fetch(request), 401, 'unauthenticated', { isCounted: false }) : fetch(request)
    },
  },
  {
    name: 'does not support HEAD',
    fetch: fetch => async request => {
      if (request.method !== 'HEAD') return fetch(request)
      const { headers } = refusal(await fetch(request), 404, 'not_found')
      return new Response(null, { status: 404, headers })
    },
  },
  responses('omits headers on HEAD', isHead, ({ headers }) => {
    for (const name of ['etag', 'content-disposition']) headers.delete(name)
  }),
  takenFor('returns a body for HEAD', ({ method }) => (method === 'HEAD' ? { method: 'GET' } : {})),
  takenFor('treats PUT as POST', ({ method }) => (method === 'PUT' ? { method: 'POST' } : {})),
  takenFor('treats DELETE as GET', ({ method, url }) =>
    method === 'DELETE' && operationOf({ method: 'GET', url }) ? { method: 'GET' } : {},
  ),
  takenFor('serves paths with a trailing slash', ({ url }) => ({ url: url.replace(/(?<=\w)\/(?=$|\?)/, '') })),
  takenFor('serves paths with doubled slashes', ({ url }) => ({ url: url.replaceAll(/(?<!:)\/{2,}/g, '/') })),
  takenFor('serves paths in any case', ({ url }) => {
    const { pathname } = new URL(url)
    return { url: url.replace(pathname, pathname.toLowerCase()) }
  }),
  {
    name: 'returns 406 for other Accept headers',
    fetch: fetch => async request => {
      const response = await fetch(request)
      const accept = request.headers.get('accept')
      if (accept === null || /json|pdf|\*\/\*/.test(accept)) return response
      return new Response('{"message":"Not acceptable.","code":"not_found"}', {
        status: 406,
        headers: response.headers,
      })
    },
  },
]
