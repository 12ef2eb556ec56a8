import { openFile } from '../../../server/database/sqlite/node.ts'
import { seedDemo } from '../../../server/demo/seed.ts'
import { cheapPasswords } from '../parts.ts'
import { seedInvoices } from './invoices.ts'
import { seedSubscriptions } from './subscriptions.ts'
import { seedTickets } from './tickets.ts'
import { seedPeople } from './users.ts'

/** The current time of the test data, Unix milliseconds. */
export const NOON = Date.parse('2026-11-22T12:00:00Z')

/**
 * The bytes of a database that lets the first account observe every enum value, null and bound of the contract's responses: the demo
 * data and what it lacks. The newest rows of each list are the interesting ones.
 */
export async function createTestData(): Promise<Uint8Array> {
  const database = await openFile(':memory:')
  await seedDemo(database, { passwordHash: cheapPasswords.hash })
  await database.write(async queries => {
    await seedPeople(queries)
    await seedTickets(queries)
    await seedSubscriptions(queries)
    await seedInvoices(queries)
  })
  const bytes = database.serialize()
  await database.close()
  return bytes
}
