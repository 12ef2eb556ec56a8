import type { MutantTools, ServerMutant } from '../../in-process/server-mutant.ts'
import { operationOf } from './build/operations.ts'
import { refusal } from './build/refusals.ts'
import { requests } from './build/requests.ts'
import { sql } from './build/sql.ts'

/** Repeats some requests that were refused with a 401, with the token of the first account. */
const served = (name: string, when: (request: Request) => boolean): ServerMutant => ({
  name,
  fetch: (fetch, tools) => async request => {
    const again = request.clone()
    const response = await fetch(request)
    return response.status === 401 && when(request) ? fetch(await authorised(again, tools)) : response
  },
})

async function authorised(request: Request, { tokenOf }: MutantTools): Promise<Request> {
  const headers = new Headers(request.headers)
  headers.set('authorization', `Bearer ${await tokenOf(0)}`)
  return new Request(request, { headers })
}

const sentToken = ({ headers }: { headers: Headers }) => headers.get('authorization')

export const authentication: readonly ServerMutant[] = [
  served('serves requests without a token', request => sentToken(request) === null),
  served('serves any token', request => sentToken(request) !== null),
  served('serves requests with an empty token', request => /^bearer$/i.test(sentToken(request) ?? '-')),
  served('serves PDFs without a valid token', request => operationOf(request) === 'getInvoicePdf'),
  served('lists tickets without a valid token', request => operationOf(request) === 'listTickets'),
  served('accepts replies without a valid token', request => operationOf(request) === 'replyToTicket'),
  served('checks only the id of a token', request => /^bearer +\d+\|/i.test(sentToken(request) ?? '')),
  sql('does not revoke tokens', ['DELETE FROM tokens WHERE id = :id', 'UPDATE tokens SET name = name WHERE id = :id']),
  sql('revokes every token of the user', [
    'DELETE FROM tokens WHERE id = :id',
    'DELETE FROM tokens WHERE user_id = (SELECT user_id FROM tokens WHERE id = :id)',
  ]),
  {
    name: 'revokes earlier tokens at a login',
    fetch:
      (fetch, { database }) =>
      async request => {
        const response = await fetch(request)
        if (operationOf(request) !== 'createToken' || !response.ok) return response
        const { token, user } = (await response.clone().json()) as { token: string; user: { id: number } }
        const id = Number.parseInt(token, 10)
        await database.run('DELETE FROM tokens WHERE user_id = :user_id AND id < :id', { user_id: user.id, id })
        return response
      },
  },
  requests('accepts only Bearer with a capital B', 'any', ({ headers }) => {
    if (!sentToken({ headers })?.startsWith('Bearer ')) headers.delete('authorization')
  }),
  requests('accepts any scheme', 'any', ({ headers }) => {
    const given = sentToken({ headers })
    if (given !== null) headers.set('authorization', given.replace(/^\w+ +(?=\S)/, 'Bearer '))
  }),
  requests('accepts a token without a scheme', 'any', ({ headers }) => {
    const given = sentToken({ headers })
    if (given !== null && /^\d+\|/.test(given)) headers.set('authorization', `Bearer ${given}`)
  }),
  requests('ignores everything after the first word after Bearer', 'any', ({ headers }) => {
    const given = sentToken({ headers })
    if (given !== null) headers.set('authorization', given.replace(/^(\w+ +\S+) .*$/, '$1'))
  }),
  {
    name: 'refuses a login with an invalid token',
    fetch: fetch => async request => {
      const isReported = operationOf(request) === 'createToken' && request.headers.has('authorization')
      return isReported ? refusal(await fetch(request), 401, 'unauthenticated', { isCounted: false }) : fetch(request)
    },
  },
]
