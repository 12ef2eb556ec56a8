import type { IntegerHeader } from './operations.gen.ts'

/** What a body can be read as instead of what the contract says, as in openapi-fetch. */
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
type Begins<S extends number, First extends number> = S extends S
  ? `${S}` extends `${First}${string}`
    ? S
    : never
  : never

/** The declared headers alone: openapi-typescript adds an index signature for all others. */
type Headers<Response> = Response extends { headers: infer H }
  ? { [Name in keyof H as string extends Name ? never : Name]: Name extends IntegerHeader ? number : H[Name] }
  : never

type Body<Response> = Response extends { content: infer Content } ? Content[keyof Content] : undefined

interface Answer<S extends number, Response> {
  status: S
  /** The declared headers, integers as numbers; all others are in `response.headers`. */
  headers: Headers<Response>
  /** Its body has been read, except with `parseAs: 'stream'`. */
  response: globalThis.Response
}

type FileName<Response> = Response extends { headers: { 'Content-Disposition': unknown } }
  ? {
      /** That of Content-Disposition, without folders, fit to be written to one. */
      fileName?: string
    }
  : { fileName?: undefined }

/** An answer of 2xx. */
export type Success<Operation, As extends ParseAs | undefined = undefined> = {
  [S in Begins<Status<Operation>, 2>]: Answer<S, Responses<Operation>[S]> &
    FileName<Responses<Operation>[S]> & {
      data: As extends ParseAs ? ReadAs[As] : Body<Responses<Operation>[S]>
      error?: undefined
    }
}[Begins<Status<Operation>, 2>]

/** An answer of 304: what the caller has is still right. */
export type Unchanged<Operation> = {
  [S in Begins<Status<Operation>, 3>]: Answer<S, Responses<Operation>[S]> & {
    data?: undefined
    error?: undefined
    fileName?: undefined
  }
}[Begins<Status<Operation>, 3>]

/** An answer of 4xx or 5xx. */
export type Failure<Operation> = {
  [S in Begins<Status<Operation>, 4 | 5>]: Answer<S, Responses<Operation>[S]> & {
    data?: undefined
    error: Body<Responses<Operation>[S]>
    fileName?: undefined
  }
}[Begins<Status<Operation>, 4 | 5>]

/** What the contract declares for an operation, a member for each status: a check of `status`, or of `error`, narrows the rest. */
export type Result<Operation, As extends ParseAs | undefined = undefined> =
  | Success<Operation, As>
  | Unchanged<Operation>
  | Failure<Operation>
