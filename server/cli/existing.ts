import { type ClientRow, findClient } from '../clients/store.ts'
import type { Queries } from '../database/database.ts'
import { Refused } from '../domain/refused.ts'
import { findUser, findUserByEmail, type UserRow } from '../users/store.ts'

/** Throws Refused if there is no such client. */
export async function existingClient(queries: Queries, id: number): Promise<ClientRow> {
  const row = await findClient(queries, id)
  if (!row) throw new Refused(`There is no client ${id}; "clustrix client list" shows all`)
  return row
}

/** An erased client stays as it is. Throws Refused. */
export async function clientToChange(queries: Queries, id: number): Promise<ClientRow> {
  const row = await existingClient(queries, id)
  if (row.erased_at !== null) throw new Refused(`Client ${id} was erased at ${row.erased_at}`)
  return row
}

/** @param user an id or an email address. Throws Refused if there is no such user. */
export async function existingUser(queries: Queries, user: number | string): Promise<UserRow> {
  const row = typeof user === 'number' ? await findUser(queries, user) : await findUserByEmail(queries, user)
  if (!row) throw new Refused(`There is no user ${user}; "clustrix user list" shows all`)
  return row
}

/** The users of an erased client stay as they are. Throws Refused. */
export async function userToChange(queries: Queries, user: number | string): Promise<UserRow> {
  const row = await existingUser(queries, user)
  await clientToChange(queries, row.client_id)
  return row
}
