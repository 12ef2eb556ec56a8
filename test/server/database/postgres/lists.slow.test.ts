import { afterAll, describe } from 'vitest'
import { openDatabase } from '../../../../server/database/open.ts'
import { startServer } from '../../../support/postgres/server.ts'
import { addClients } from '../clients.ts'
import { comparePages } from '../list-pages.ts'

const server = await startServer()
await server?.admin('CREATE DATABASE lists')
const database = server && (await openDatabase(server.url('lists')))
if (database) await addClients(database)
afterAll(async () => {
  await database?.close()
  await server?.stop()
})

const LISTS = ['invoices', 'tickets', 'subscriptions', 'client_lists', 'block_counts']

describe.skipIf(!database)('on PostgreSQL', () => {
  comparePages(async work => {
    await server?.admin(`TRUNCATE ${LISTS.join()} CASCADE`, 'lists')
    if (database) await work(database)
  }, 60)
})
