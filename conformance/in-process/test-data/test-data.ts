import type { Database } from '../../../server/database/database.ts'
import { openFile } from '../../../server/database/sqlite/node.ts'
import { DEMO_PASSWORD, seedPeople as seedDemoPeople, seedDocuments } from '../../../server/demo/seed.ts'
import { cheapPasswords } from '../parts.ts'
import { seedInvoices, seedOlderInvoices } from './invoices.ts'
import { seedSubscriptions } from './subscriptions.ts'
import { seedOlderTickets, seedTickets } from './tickets.ts'
import { seedPeople } from './users.ts'

/** The current time of the test data, Unix milliseconds. */
export const NOON = Date.parse('2026-11-22T12:00:00Z')

/**
 * Fills an empty database so that it lets the first account observe every enum value, null and bound of the contract's responses: the demo
 * data and what it lacks. The newest rows of each list are the interesting ones.
 */
export async function seedTestData(database: Database): Promise<void> {
  const hash = await cheapPasswords.hash(DEMO_PASSWORD)
  await database.write(async queries => {
    await seedDemoPeople(queries, [hash, hash, hash])
    await seedPeople(queries)
    // In the order of ids, as rows of a list are always added.
    await seedOlderTickets(queries)
    await seedOlderInvoices(queries)
    await seedDocuments(queries)
    await seedTickets(queries)
    await seedSubscriptions(queries)
    await seedInvoices(queries)
  })
}

/** The bytes of a database with the test data. */
export async function createTestData(): Promise<Uint8Array> {
  const database = await openFile(':memory:')
  await seedTestData(database)
  const bytes = database.serialize()
  await database.close()
  return bytes
}
