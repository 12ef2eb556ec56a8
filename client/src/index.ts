import createFetchClient, { type Client, type ClientOptions } from 'openapi-fetch'
import type { components, paths } from './types.gen.ts'

export type { components, operations, paths } from './types.gen.ts'

/** The contract's schemas by name, such as `Schemas['Invoice']`. */
export type Schemas = components['schemas']

export interface Options extends Omit<ClientOptions, 'baseUrl'> {
  /** Scheme and host of the server, such as `https://clustrixglobal.com`; a path after it is kept. */
  baseUrl: string
  /** What createToken answered, such as `2|abc123xyz...`; without it only createToken can be called. */
  token?: string
}

/**
 * A client of the portal API with the calling form of openapi-fetch: `api.GET('/api/v1/invoices', { params: { query } })` resolves to
 * `{ data, error, response }`, typed by the contract. A network failure rejects with fetch's TypeError.
 */
export function createClient({ baseUrl, token, ...options }: Options): Client<paths> {
  const client = createFetchClient<paths>({ ...options, baseUrl })
  if (token === undefined) return client
  client.use({
    onRequest({ request }) {
      if (!request.headers.has('Authorization')) request.headers.set('Authorization', `Bearer ${token}`)
      return request
    },
  })
  return client
}
