import { type CoreClient, createCore } from './client.ts'
import type { ClientOptions } from './options.ts'
import { createPages, type Pages } from './pages.ts'
import type { components } from './types.gen.ts'

export { ApiError, type ErrorCode, isApiError } from './api-error.ts'
export type { CoreClient } from './client.ts'
export { fromMinorUnits, toMinorUnits } from './money.ts'
export type { Attempt, CallOptions, ClientOptions, Hooks, Limits } from './options.ts'
export type { Failure, Result, Success, Unchanged } from './result.ts'
export type { components, operations, paths } from './types.gen.ts'

/** The contract's schemas by name, such as `Schemas['Invoice']`. */
export type Schemas = components['schemas']

/** A client of the portal API. */
export interface Client extends CoreClient, Pages {}

/**
 * A client of the portal API with the calling form of openapi-fetch: `api.GET('/api/v1/invoices', { params: { query } })` resolves to
 * `{ status, data, error, headers, response }`, narrowed by `status`; `api.orThrow.GET(…)` throws what is no success as an ApiError. Without
 * a usable answer both reject with an ApiError of status 0. Throws TypeError for a `baseUrl` or a token that cannot be used.
 */
export function createClient(options: ClientOptions): Client {
  const { api, call, base } = createCore(options)
  return Object.assign(api, createPages(call, base)) as Client
}

/** The same without `items` and `pages`, for bundles that walk no lists. */
export const createCoreClient = (options: ClientOptions): CoreClient => createCore(options).api
