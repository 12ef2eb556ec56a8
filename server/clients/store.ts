import type { Params, Queries } from '../database/database.ts'
import { insertRow } from '../database/insert-row.ts'
import { Refused } from '../domain/refused.ts'
import type { ClientInput } from './input.ts'

export interface ClientRow {
  id: number
  name: string
  email: string | null
  tax_id: string | null
  line1: string
  line2: string | null
  city: string
  region: string | null
  postal_code: string | null
  country: string
  currency: string
  external_ref: string | null
  disabled_at: string | null
  erased_at: string | null
}

const COLUMNS = `id, name, email, tax_id, line1, line2, city, region, postal_code, country, currency, external_ref,
  disabled_at, erased_at`

const CLIENT = `SELECT ${COLUMNS} FROM clients WHERE id = :id`

export const findClient = (queries: Queries, id: number) => queries.one<ClientRow>(CLIENT, { id })

const HOLD = 'SELECT 1 FROM clients WHERE id = :id FOR SHARE'

/** Keeps a client from being changed or erased until the transaction ends. Call it before a row is added that depends on the client. */
export const holdClient = (queries: Queries, id: number): Promise<void> => queries.lock(HOLD, { id })

const LOCK = 'SELECT 1 FROM clients WHERE id = :id FOR NO KEY UPDATE'

/** Call it before a client is read to change it. */
export const lockClient = (queries: Queries, id: number): Promise<void> => queries.lock(LOCK, { id })

const BY_EXTERNAL_REF = `SELECT ${COLUMNS} FROM clients WHERE external_ref = :external_ref`

export const findClientByExternalRef = (queries: Queries, external_ref: string) =>
  queries.one<ClientRow>(BY_EXTERNAL_REF, { external_ref })

const PAGE = `SELECT ${COLUMNS} FROM clients WHERE id > :after ORDER BY id LIMIT :limit`

/** The oldest clients first. @param page only clients with an id above `after` */
export const listClients = (queries: Queries, page: { after: number; limit: number }) =>
  queries.all<ClientRow>(PAGE, page)

const ADD = `
  INSERT INTO clients (name, email, tax_id, line1, line2, city, region, postal_code, country, currency, external_ref)
  VALUES (:name, :email, :tax_id, :line1, :line2, :city, :region, :postal_code, :country, :currency, :external_ref)
  RETURNING ${COLUMNS}`

/** Call it in a transaction. Throws Refused if another client has the same `external_ref`. */
export async function addClient(queries: Queries, { address, ...client }: ClientInput): Promise<ClientRow> {
  await assertFree(queries, client.external_ref)
  return insertRow<ClientRow>(queries, ADD, { ...client, ...address })
}

/** @param id the client that may have it */
async function assertFree(queries: Queries, external_ref: string | null, id?: number): Promise<void> {
  const other = external_ref === null ? undefined : await findClientByExternalRef(queries, external_ref)
  if (other && other.id !== id)
    throw new Refused(`Client ${other.id} already has the external reference ${external_ref}`)
}

const UPDATE = `
  UPDATE clients SET name = :name, email = :email, tax_id = :tax_id, line1 = :line1, line2 = :line2, city = :city,
    region = :region, postal_code = :postal_code, country = :country, currency = :currency, external_ref = :external_ref
  WHERE id = :id`

/** As addClient(). Issued invoices keep the name and address of their day of issue. */
export async function updateClient(queries: Queries, id: number, { address, ...client }: ClientInput): Promise<void> {
  await assertFree(queries, client.external_ref, id)
  await queries.run(UPDATE, { id, ...client, ...address } satisfies Params)
}

const SET_DISABLED = 'UPDATE clients SET disabled_at = :disabled_at WHERE id = :id'

/**
 * While a client is disabled, its users cannot log in and their tokens are refused.
 * @param disabledAt null to enable the client
 */
export const setClientDisabled = (queries: Queries, id: number, disabledAt: string | null) =>
  queries.run(SET_DISABLED, { id, disabled_at: disabledAt })
