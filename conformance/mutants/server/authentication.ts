import type { Plant, PlantTools } from '../../in-process/plant.ts'
import { operationOf } from './build/operations.ts'
import { refusal } from './build/refusals.ts'
import { requests } from './build/requests.ts'
import { sql } from './build/sql.ts'

/** Serves some requests that the app refuses for want of a token by the token of the first account. */
const served = (name: string, when: (request: Request) => boolean): Plant => ({
  name,
  fetch: (fetch, tools) => async request => {
    const again = request.clone()
    const response = await fetch(request)
    return response.status === 401 && when(request) ? fetch(await authorised(again, tools)) : response
  },
})

async function authorised(request: Request, { tokenOf }: PlantTools): Promise<Request> {
  const headers = new Headers(request.headers)
  headers.set('authorization', `Bearer ${await tokenOf(0)}`)
  return new Request(request, { headers })
}

const sentToken = ({ headers }: { headers: Headers }) => headers.get('authorization')

export const authentication: readonly Plant[] = [
  served('serves who has no token', request => sentToken(request) === null),
  served('serves any token', request => sentToken(request) !== null),
  served('serves an empty token', request => /^bearer$/i.test(sentToken(request) ?? '-')),
  served('serves a PDF to anybody', request => operationOf(request) === 'getInvoicePdf'),
  served('lists tickets for anybody', request => operationOf(request) === 'listTickets'),
  served('takes a reply from anybody', request => operationOf(request) === 'replyToTicket'),
  served('looks only at the id of a token', request => /^bearer +\d+\|/i.test(sentToken(request) ?? '')),
  sql('revokes nothing', ['DELETE FROM tokens WHERE id = :id', 'UPDATE tokens SET name = name WHERE id = :id']),
  sql('revokes every token of the user', [
    'DELETE FROM tokens WHERE id = :id',
    'DELETE FROM tokens WHERE user_id = (SELECT user_id FROM tokens WHERE id = :id)',
  ]),
  {
    name: 'ends earlier tokens at a login',
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
  requests('takes Bearer in one case only', 'any', ({ headers }) => {
    if (!sentToken({ headers })?.startsWith('Bearer ')) headers.delete('authorization')
  }),
  requests('takes any scheme', 'any', ({ headers }) => {
    const given = sentToken({ headers })
    if (given !== null) headers.set('authorization', given.replace(/^\w+ +(?=\S)/, 'Bearer '))
  }),
  requests('takes a token without a scheme', 'any', ({ headers }) => {
    const given = sentToken({ headers })
    if (given !== null && /^\d+\|/.test(given)) headers.set('authorization', `Bearer ${given}`)
  }),
  requests('takes the first word after Bearer', 'any', ({ headers }) => {
    const given = sentToken({ headers })
    if (given !== null) headers.set('authorization', given.replace(/^(\w+ +\S+) .*$/, '$1'))
  }),
  {
    name: 'refuses a login with a bad token',
    fetch: fetch => async request => {
      const isTold = operationOf(request) === 'createToken' && request.headers.has('authorization')
      return isTold ? refusal(await fetch(request), 401, 'unauthenticated', { isCounted: false }) : fetch(request)
    },
  },
]
