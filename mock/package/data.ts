import type { MockUser } from '../types/index.d.ts'
import type { Engine } from '../world/world.ts'

/** What the build computes from the contract and the demo data. */
export interface Data {
  /** openapi.yaml as JSON, which is YAML too. */
  contract: string
  /** The database that each world starts with, in Base64. */
  seed: string
  users: readonly MockUser[]
  /** Of the invoices. */
  seller: Engine['seller']
}

/** The build replaces this name by the data. */
declare const MOCK_DATA: Data

export const data: Data = MOCK_DATA
