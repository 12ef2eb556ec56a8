import { openFile } from '../../server/database/sqlite/node.ts'
import { seedDemo } from '../../server/demo/seed.ts'
import { cheapPasswords } from './parts.ts'
import { seedInvoices } from './world/invoices.ts'
import { seedPeople } from './world/people.ts'
import { seedSubscriptions } from './world/subscriptions.ts'
import { seedTickets } from './world/tickets.ts'

/** The moment that the world shows, Unix milliseconds. */
export const NOON = Date.parse('2026-11-22T12:00:00Z')

/**
 * The bytes of a database in which every enum member, null and bound of the contract's answers can be seen as the first account: the
 * demo world and what it lacks. The newest rows of each list are the telling ones.
 */
export async function seedWorld(): Promise<Uint8Array> {
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
