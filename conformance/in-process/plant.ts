import type { AppDependencies } from '../../server/app.ts'
import type { Database } from '../../server/database/database.ts'

export type Fetch = (request: Request) => Promise<Response>

/** What a planted fault may use beside the request. */
export interface PlantTools {
  /** A token of an account of the world, valid until the next reset. */
  tokenOf(account: number): Promise<string>
  database: Database
}

/** A fault put into the running app from outside, without touching its source. */
export interface Plant {
  /** What is wrong, in a few words: `ignores per_page`. */
  name: string
  /** Stands between the app and its database: may change SQL, parameters, rows, or lose a write. */
  database?(database: Database): Database
  /** Stands between the suite and the app: may change requests and answers. Called anew after each reset. */
  fetch?(fetch: Fetch, tools: PlantTools): Fetch
  /** In the place of parts of the app: clock, random, passwords, renderer. */
  deps?(deps: AppDependencies): Partial<AppDependencies>
}
