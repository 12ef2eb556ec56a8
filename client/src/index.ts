import { createCore } from './core.ts'
import { createPages } from './pages.ts'
import type { Client, ClientOptions, CoreClient } from './types.ts'

export { ApiError, type ErrorCode, isApiError } from './api-error.ts'
export { fromMinorUnits, toMinorUnits } from './money.ts'
export type { Failure, Result, Success, Unchanged } from './operation-types.ts'
export type { Attempt, CallOptions, Hooks, Limits } from './options.ts'
/** A type for each schema of the contract, such as Invoice, besides `components`, `operations` and `paths`. */
export type * from './types.gen.ts'
export type { Client, ClientOptions, CoreClient } from './types.ts'

/**
 * Creates a client of the portal API, called as in openapi-fetch: `api.GET('/api/v1/invoices', { params: { query } })` resolves to
 * `{ status, data, error, headers, response }`, narrowed by `status`. `api.orThrow.GET(…)` throws an ApiError for any status that is not
 * 2xx. If there is no usable response, both reject with an ApiError of status 0. Throws TypeError for an unusable `baseUrl` or token.
 */
export function createClient(options: ClientOptions): Client {
  const { api, call, base } = createCore(options)
  return Object.assign(api, createPages(call, base)) as Client
}

/** The same without `items` and `pages`, for smaller bundles. */
export const createCoreClient = (options: ClientOptions): CoreClient => createCore(options).api
