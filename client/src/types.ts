import type { HeadersOptions, ParamsOption, RequestBodyOption } from 'openapi-fetch'
import type { ApiError } from './api-error.ts'
import type { IntegerHeader } from './operations.gen.ts'
import type { CreatedToken, CreateTokenRequest, paths } from './types.gen.ts'

// Options

/** Limits for the client or for one call. All times are in milliseconds. */
export interface Limits {
  /** Number of retries after the first attempt (2); 0 for none. Only requests that are safe to repeat are retried, see the README. */
  maxRetries?: number
  /** Limit for one attempt, including its body (10000). */
  attemptTimeout?: number
  /** Limit for the whole call, with all attempts and pauses (60000). With `pages` and `items`, each page is a call of its own. */
  timeout?: number
  /** The pause before retry n is random, between 0 and this × 2ⁿ⁻¹ (300). */
  baseDelay?: number
  /** Upper limit for that pause (8000). */
  maxDelay?: number
  /** If Retry-After asks for a longer pause than this, the call ends with the response it got (30000). */
  maxRetryAfter?: number
}

/** One attempt at a call, as hooks see it. */
export interface Attempt {
  method: string
  /** The path as written in the contract, `/api/v1/invoices/{id}`. */
  path: string
  url: string
  /** Counts from 1. */
  attempt: number
}

/** Hooks are called in order and awaited. An error thrown by a hook ends the call. No hook sees the client's token. */
export interface Hooks {
  /** Before each attempt. May change the headers. */
  onRequest?(attempt: Attempt & { headers: Headers }): unknown
  /** After each response, usable or not. Its body is left to the client. */
  onResponse?(attempt: Attempt & { status: number; headers: Headers; milliseconds: number }): unknown
  /** Before the pause of `delay` milliseconds that precedes a retry. `error` is the outcome of the last attempt. */
  onRetry?(attempt: Attempt & { delay: number; error: ApiError }): unknown
}

type FetchInit = Omit<RequestInit, 'method' | 'body' | 'headers' | 'window'>

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

/** Options of createClient that a call cannot replace. */
type ClientOnly = 'baseUrl' | 'token' | 'fetch' | 'onUnauthenticated' | keyof Hooks

/** Options of one call, beside the `params` and `body` that the contract declares for it. */
export interface CallOptions extends Limits, FetchInit, Partial<Record<ClientOnly, never>> {
  headers?: HeadersOptions
}

// Operations

/** The methods of a Path Item Object (OpenAPI 3.1, section 4.8.9). */
type HttpMethod = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace'

/** The paths that have an operation with this method. */
export type PathWith<Method extends HttpMethod> = {
  [Path in keyof paths]: paths[Path] extends { [M in Method]: object } ? Path : never
}[keyof paths]

export type OperationAt<Path, Method> = Path extends keyof paths ? paths[Path][Method & keyof paths[Path]] : never

/** A `body` as the contract declares it, or its fields as a form. */
type BodyOption<Declared> = {
  [Body in keyof Declared]: [Declared[Body]] extends [undefined] ? Declared[Body] : Declared[Body] | URLSearchParams
}

/** `params` and `body` as the contract declares them, and the options of any call. */
export type CallInit<Operation> = ParamsOption<Operation> & BodyOption<RequestBodyOption<Operation>> & CallOptions

/** Optional where nothing in it is required. */
export type InitArgument<Init> = object extends Init ? [init?: Init] : [init: Init]

// Results

/** Types of a body that is read differently from what the contract says, as in openapi-fetch. */
export interface ReadAs {
  json: unknown
  text: string
  blob: Blob
  arrayBuffer: ArrayBuffer
  stream: ReadableStream<Uint8Array> | null
}
export type ParseAs = keyof ReadAs

type Responses<Operation> = Operation extends { responses: infer R } ? R : never
type Status<Operation> = keyof Responses<Operation> & number
type StartingWith<Digit extends number, S extends number> = S extends S
  ? `${S}` extends `${Digit}${string}`
    ? S
    : never
  : never

/** The declared headers only: openapi-typescript adds an index signature for all others. */
type DeclaredHeaders<Response> = Response extends { headers: infer H }
  ? { [Name in keyof H as string extends Name ? never : Name]: Name extends IntegerHeader ? number : H[Name] }
  : never

type Body<Response> = Response extends { content: infer Content } ? Content[keyof Content] : undefined

interface ResultBase<S extends number, Response> {
  status: S
  /** The declared headers, integers as numbers. All other headers are in `response.headers`. */
  headers: DeclaredHeaders<Response>
  /** Its body has been read already, except with `parseAs: 'stream'`. */
  response: globalThis.Response
}

type FileName<Response> = Response extends { headers: { 'Content-Disposition': unknown } }
  ? {
      /** From Content-Disposition, without folders, so that it is safe to use for writing a file. */
      fileName?: string
    }
  : { fileName?: undefined }

/** A 2xx response. */
export type Success<Operation, As extends ParseAs | undefined = undefined> = {
  [S in StartingWith<2, Status<Operation>>]: ResultBase<S, Responses<Operation>[S]> &
    FileName<Responses<Operation>[S]> & {
      data: As extends ParseAs ? ReadAs[As] : Body<Responses<Operation>[S]>
      error?: undefined
    }
}[StartingWith<2, Status<Operation>>]

/** A 304 response: the copy that the caller has is still current. */
export type Unchanged<Operation> = {
  [S in StartingWith<3, Status<Operation>>]: ResultBase<S, Responses<Operation>[S]> & {
    data?: undefined
    error?: undefined
    fileName?: undefined
  }
}[StartingWith<3, Status<Operation>>]

/** A 4xx or 5xx response. */
export type Failure<Operation> = {
  [S in StartingWith<4 | 5, Status<Operation>>]: ResultBase<S, Responses<Operation>[S]> & {
    data?: undefined
    error: Body<Responses<Operation>[S]>
    fileName?: undefined
  }
}[StartingWith<4 | 5, Status<Operation>>]

/** The declared responses of an operation, one member for each status. Checking `status` or `error` narrows the rest. */
export type Result<Operation, As extends ParseAs | undefined = undefined> =
  | Success<Operation, As>
  | Unchanged<Operation>
  | Failure<Operation>

// The client

type Calls<IsThrowing extends boolean> = {
  [Method in HttpMethod as PathWith<Method> extends never ? never : Uppercase<Method>]: <
    Path extends PathWith<Method>,
    As extends ParseAs | undefined = undefined,
  >(
    path: Path,
    ...init: InitArgument<CallInit<OperationAt<Path, Method>> & { parseAs?: As }>
  ) => Promise<IsThrowing extends true ? Success<OperationAt<Path, Method>, As> : Result<OperationAt<Path, Method>, As>>
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
  items<Path extends PagedPath>(path: Path, ...init: ListInit<Path>): AsyncGenerator<PageAt<Path>['data'][number], void>
  /** The same, one page at a time, with its `meta` and `links`. */
  pages<Path extends PagedPath>(path: Path, ...init: ListInit<Path>): AsyncGenerator<PageAt<Path>, void>
}

/** A client of the portal API. */
export interface Client extends CoreClient, Pages {}
