import type { Queries } from '../../../server/database/database.ts'
import { openFile } from '../../../server/database/sqlite/node.ts'

/** A serialized database with clients 4 and 5, user 7 of client 4, and nothing else. */
export async function seedClients(): Promise<Uint8Array> {
  const database = await openFile(':memory:')
  await addClients(database)
  const bytes = database.serialize()
  await database.close()
  return bytes
}

/** Adds clients 4 and 5, and user 7 of client 4. */
export async function addClients(database: Queries): Promise<void> {
  for (const id of [4, 5]) {
    await database.run(
      `INSERT INTO clients (id, name, line1, city, country, currency) VALUES (:id, 'A', 'B', 'C', 'DE', 'EUR')`,
      { id },
    )
  }
  await database.run(
    `INSERT INTO users (id, client_id, email, email_normalised, name, password_hash, created_at)
    VALUES (7, 4, 'a@b.example', 'a@b.example', 'A', 'none', '2026-11-22T12:00:00Z')`,
  )
}
