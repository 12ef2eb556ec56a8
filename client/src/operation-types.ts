import type { ParamsOption } from 'openapi-fetch'
import type { IntegerHeader } from './operations.gen.ts'
import type { CallOptions } from './options.ts'
import type { paths } from './types.gen.ts'

/** The methods of a Path Item Object (OpenAPI 3.1, section 4.8.9). */
export type HttpMethod = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace'

/** The paths that have an operation with this method. */
export type PathWith<Method extends HttpMethod> = {
  [Path in keyof paths]: paths[Path] extends { [M in Method]: object } ? Path : never
}[keyof paths]

export type OperationAt<Path, Method> = Path extends keyof paths ? paths[Path][Method & keyof paths[Path]] : never

/** A `body` as the contract declares it, or its fields as a form. */
type BodyOption<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? { body: Content[keyof Content] | URLSearchParams }
  : Operation extends { requestBody?: never }
    ? { body?: undefined }
    : Operation extends { requestBody?: { content: infer Content } }
      ? { body?: Content[keyof Content] | URLSearchParams }
      : never

/** `params` and `body` as the contract declares them, and the options of any call. */
export type CallInit<Operation> = ParamsOption<Operation> & BodyOption<Operation> & CallOptions

/** The second argument of a call. */
export type CallArgument<Operation, As extends ParseAs | undefined> = CallInit<Operation> & {
  /** Reads the body of a 2xx response in this way, instead of as the contract says. */
  parseAs?: As
}

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

export interface SuccessResult<S extends number, Data, Response> {
  status: S
  data: Data
  error?: undefined
  /** The declared headers, integers as numbers. All other headers are in `response.headers`. */
  headers: DeclaredHeaders<Response>
  /** From Content-Disposition, without folders, so that it is safe to use for writing a file. */
  fileName?: Response extends { headers: { 'Content-Disposition': unknown } } ? string : undefined
  /** Its body has been read already, except with `parseAs: 'stream'`. */
  response: globalThis.Response
}

export interface FailureResult<S extends number, Failed, Response> {
  status: S
  data?: undefined
  error: Failed
  /** The declared headers, integers as numbers. All other headers are in `response.headers`. */
  headers: DeclaredHeaders<Response>
  fileName?: undefined
  response: globalThis.Response
}

export interface UnchangedResult<S extends number, Response> {
  status: S
  data?: undefined
  error?: undefined
  /** The declared headers, integers as numbers. All other headers are in `response.headers`. */
  headers: DeclaredHeaders<Response>
  fileName?: undefined
  response: globalThis.Response
}

/** A 2xx response. */
export type Success<Operation, As extends ParseAs | undefined = undefined> = {
  [S in StartingWith<2, Status<Operation>>]: SuccessResult<
    S,
    As extends ParseAs ? ReadAs[As] : Body<Responses<Operation>[S]>,
    Responses<Operation>[S]
  >
}[StartingWith<2, Status<Operation>>]

/** A 304 response: the copy that the caller has is still current. */
export type Unchanged<Operation> = {
  [S in StartingWith<3, Status<Operation>>]: UnchangedResult<S, Responses<Operation>[S]>
}[StartingWith<3, Status<Operation>>]

/** A 4xx or 5xx response. */
export type Failure<Operation> = {
  [S in StartingWith<4 | 5, Status<Operation>>]: FailureResult<
    S,
    Body<Responses<Operation>[S]>,
    Responses<Operation>[S]
  >
}[StartingWith<4 | 5, Status<Operation>>]

/** The declared responses of an operation, one member for each status. Checking `status` or `error` narrows the rest. */
export type Result<Operation, As extends ParseAs | undefined = undefined> =
  | Success<Operation, As>
  | Unchanged<Operation>
  | Failure<Operation>

/** What a call resolves to. */
export type Outcome<Operation, IsThrowing extends boolean, As extends ParseAs | undefined> = Promise<
  IsThrowing extends true ? Success<Operation, As> : Result<Operation, As>
>
