import type { HeadersOptions } from 'openapi-fetch'
import type { Calls } from './calls.ts'
import type { CallInit, InitArgument, OperationAt, PathWith, Success } from './operation-types.ts'
import type { CallOptions, FetchInit, Hooks, Limits } from './options.ts'
import type { CreatedToken, CreateTokenRequest } from './types.gen.ts'

export interface ClientOptions extends Limits, Hooks, Omit<FetchInit, 'signal'> {
  /** Scheme and host of the server, such as `https://clustrixglobal.com`. A path after the host is kept. */
  baseUrl: string
  /** A token from createToken, such as `2|abc123xyz...`. `login` sets it too. */
  token?: string
  /** Sent with every request; `null` removes a header. A `User-Agent` replaces the client's own. */
  headers?: HeadersOptions
  /** Used instead of the global fetch. */
  fetch?: (request: Request) => Response | Promise<Response>
  /**
   * Called when the server refuses the token, once for all calls that wait for a new one. Return a token or call `api.login`; each of
   * the waiting calls is then tried once more.
   */
  onUnauthenticated?(api: CoreClient): unknown
}

/** A client without `items` and `pages`. */
export interface CoreClient extends Calls<false> {
  /** The same calls, but each resolves to a 2xx response and throws any other as an ApiError. */
  orThrow: Calls<true>
  /** Exchanges email and password for a token and uses it from then on. Throws an ApiError if the server refuses. */
  login(credentials: CreateTokenRequest, options?: CallOptions): Promise<CreatedToken>
}

/** One page of any list in the contract. */
export interface Page {
  data: unknown[]
  links: { next: string | null }
  meta: { current_page: number }
}

type PageAt<Path> = Extract<Success<OperationAt<Path, 'get'>>['data'], Page>

/** The paths whose GET returns pages. */
export type PagedPath = { [Path in PathWith<'get'>]: PageAt<Path> extends never ? never : Path }[PathWith<'get'>]

type ListInit<Path> = InitArgument<CallInit<OperationAt<Path, 'get'>>>

export interface Pages {
  /**
   * Iterates over the rows of a list and fetches pages as needed: `for await (const invoice of api.items('/api/v1/invoices'))`.
   * Throws an ApiError if a response is not a page, or if `links.next` leads to another origin or does not lead forward.
   */
  items<Path extends PagedPath & string>(
    path: Path,
    ...init: ListInit<Path>
  ): AsyncGenerator<PageAt<Path>['data'][number], void>
  /** The same, one page at a time, with its `meta` and `links`. */
  pages<Path extends PagedPath & string>(path: Path, ...init: ListInit<Path>): AsyncGenerator<PageAt<Path>, void>
}

/** A client of the portal API. */
export interface Client extends CoreClient, Pages {}
