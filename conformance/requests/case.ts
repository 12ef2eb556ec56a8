/** Whose id stands in the path. `like`: as text with `#` for an own id. */
export type IdChoice = 'own' | 'foreign' | 'missing' | { raw: string } | { like: string }

/** Whose token is sent. `own`: a good one. */
export type TokenChoice = 'own' | 'none' | { raw: string }

/** A request to an operation, in the terms in which it is judged. What is left out is as it must be for success. */
export interface Recipe {
  id?: IdChoice
  token?: TokenChoice
  /** Raw, without `?`. */
  query?: string
  /** Beside Authorization and Content-Type. Names as the contract has them. */
  headers?: Readonly<Record<string, string>>
  /** Left out: the operation's base body. */
  body?: RawBody
}

export interface RawBody {
  /** Content-Type; none is sent when left out. */
  type?: string
  /** A string is sent as UTF-8. Left out: no body at all. */
  bytes?: string | Uint8Array<ArrayBuffer>
}

/** One derived case; its name says the one thing in which it differs from a good request. */
export interface Case {
  /** operationId */
  operation: string
  /** `query per_page: one below its minimum` */
  name: string
  recipe: Recipe
}

/** What the requests of a run are made for. */
export interface At {
  /** The target's time, Unix milliseconds: dates in requests lie after it. */
  now: number
  /** Values that fields of an operation's base body must have to be accepted, by operationId: a login's email and password. */
  known: Readonly<Record<string, Readonly<Record<string, string>>>>
}
