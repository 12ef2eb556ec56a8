import type { Database } from '../../../server/database/database.ts'
import { openEmpty } from '../../support/engine.ts'

/** A new database with clients 4 and 5, user 7 of client 4, and nothing else. */
export async function openClients(): Promise<Database> {
  const database = openEmpty()
  await database.run(
    `INSERT INTO clients (id, name, line1, city, country, currency)
    VALUES (4, 'A', 'B', 'C', 'DE', 'EUR'), (5, 'A', 'B', 'C', 'DE', 'EUR')`,
  )
  await database.run(
    `INSERT INTO users (id, client_id, email, email_normalised, name, password_hash, created_at)
    VALUES (7, 4, 'a@b.example', 'a@b.example', 'A', 'none', '2026-11-22T12:00:00Z')`,
  )
  return database
}
