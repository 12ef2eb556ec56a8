import type { OpenApiDocument } from '../../openapi/document.ts'
import type { AppDependencies } from '../../server/app.ts'
import type { Database } from '../../server/database/database.ts'

export type Fetch = (request: Request) => Promise<Response>

/** What a server mutant may use besides the request. */
export interface MutantTools {
  /** A token of an account of the fixture, valid until the next reset. */
  tokenOf(account: number): Promise<string>
  database: Database
}

/** A fault injected into the running app from outside, without changing its source, or a resource added to it. */
export interface ServerMutant {
  /** What the server does wrong, in a few words: `ignores per_page`. */
  name: string
  /** The contract to test it with, made from the unchanged one; the unchanged one by default. */
  contract?(document: OpenApiDocument): OpenApiDocument
  /** Wraps the database of the app: may change SQL, parameters or rows, or drop a write. */
  database?(database: Database): Database
  /** Wraps the app: may change requests and responses. Called again after each reset. */
  fetch?(fetch: Fetch, tools: MutantTools): Fetch
  /** Replaces parts of the app: clock, random source, passwords, renderer. */
  deps?(deps: AppDependencies): Partial<AppDependencies>
}
