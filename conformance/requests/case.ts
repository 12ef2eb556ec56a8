/** The id in the path. `like`: a text in which `#` stands for an own id. */
export type IdChoice = 'own' | 'foreign' | 'missing' | { raw: string } | { like: string }

/** The token to send. `own`: a valid one. */
export type TokenChoice = 'own' | 'none' | { raw: string }

/** A description of a request to an operation. Anything left out is sent as in a valid request. */
export interface Recipe {
  id?: IdChoice
  token?: TokenChoice
  /** Percent-encoded, without `?`. */
  query?: string
  /** In addition to Authorization and Content-Type, with the names of the contract. */
  headers?: Readonly<Record<string, string>>
  /** If omitted, the body of a valid request. */
  body?: RawBody
}

export interface RawBody {
  /** Content-Type; none is sent if omitted. */
  type?: string
  /** Strings are sent as UTF-8. If omitted, there is no body. */
  bytes?: string | Uint8Array<ArrayBuffer>
}

/** A derived case, named for the one thing in which it differs from a valid request. */
export interface Case {
  /** operationId */
  operation: string
  /** `query per_page: one below its minimum` */
  name: string
  recipe: Recipe
}

/** What requests depend on besides the contract. */
export interface At {
  /** The target's time, Unix milliseconds; dates in requests are later. */
  now: number
  /** By operationId, values that a valid body must have: the email and password of a login. */
  known: Readonly<Record<string, Readonly<Record<string, string>>>>
}
