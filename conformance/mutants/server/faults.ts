import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { BODIES, operationOf } from './build/operations.ts'

/** Returns 500 for certain input. */
const fails = (name: string, when: (request: Request, body: string) => boolean): ServerMutant => ({
  name,
  fetch: fetch => async request => {
    const isTouched = when(request, await request.clone().text())
    const response = await fetch(request)
    if (!isTouched) return response
    const headers = new Headers(response.headers)
    for (const name of [...headers.keys()])
      if (!/^(x-request-id|x-content-type-options|vary)$/.test(name)) headers.delete(name)
    headers.set('content-type', 'application/json')
    headers.set('cache-control', 'no-store')
    const body = request.method === 'HEAD' ? null : '{"message":"Server Error","code":"server_error"}'
    return new Response(body, { status: 500, headers })
  },
})

const isRead = (request: Request) => BODIES.includes(operationOf(request) ?? 'getMe')

export const faults: readonly ServerMutant[] = [
  fails('fails on emoji', (request, body) => isRead(request) && /[\u{10000}-\u{10ffff}]/u.test(body)),
  fails('fails on NUL', (request, body) => isRead(request) && /\\u0000|%00/.test(body)),
  fails('fails on lone surrogates', (request, body) => isRead(request) && /\\ud[89a-f]/i.test(body)),
  fails('fails on deep nesting', (request, body) => isRead(request) && /[[{]{100}|(\{"[^"]*":){20}/.test(body)),
  fails('fails on huge integers', ({ url }) => /=\d{19,}/.test(url)),
  fails('fails on huge ids', ({ url }) => /\/\d{17,}/.test(url)),
  fails('fails on ids that are not numbers', ({ url }) =>
    /\/(invoices|tickets|subscriptions)\/(?!\d+(\/|$|\?))/.test(url),
  ),
  fails('fails on null', (request, body) => isRead(request) && /:\s*null\b/.test(body)),
  fails('fails on JSON that is not an object', (request, body) => isRead(request) && /^\s*(null|\[)/.test(body)),
  fails('fails on invalid percent-encoding', ({ url }) => /%(?![0-9a-f]{2})/i.test(url)),
  fails('fails on repeated query keys', ({ url }) => /[?&](\w+)=.*&\1=/.test(url)),
  fails('fails on HEAD', request => request.method === 'HEAD'),
  fails('fails on __proto__', (_, body) => body.includes('__proto__')),
  fails('fails on high page numbers', ({ url }) => /[?&]page=\d{6,}/.test(url)),
  fails('fails on an empty token', ({ headers }) => /^bearer\s*$/i.test(headers.get('authorization') ?? '-')),
  fails('fails on long tokens', ({ headers }) => (headers.get('authorization') ?? '').length > 200),
]
