import { openDatabase } from '../../../server/database/open.ts'
import { settleInvoice } from '../../../server/invoices/settle.ts'
import { createTicket } from '../../../server/tickets/store.ts'

// A process that writes to a database together with others: writer.ts DATABASE TIMES

const [location = '', times = '0'] = process.argv.slice(2)
const database = await openDatabase(location, { patience: 30_000 })
const NOW = '2026-11-22T12:00:00Z'
const TICKET = { client_id: 4, user_id: 7, subject: 'A', body: 'B', priority: 'low', category: 'general' } as const
const PAY = `
  INSERT INTO payments (client_id, invoice_id, amount, currency, method, status, paid_at, created_at)
  VALUES (4, 112, 1, 'EUR', 'card', 'succeeded', '2026-11-22T12:00:00Z', '2026-11-22T12:00:00Z')`

process.send?.('ready')
await new Promise(resolve => process.once('message', resolve))
for (let count = 0; count < Number(times); count++) {
  await database.write(queries => createTicket(queries, TICKET, 'Name', NOW))
  await database.write(async queries => {
    await queries.run(PAY)
    await settleInvoice(queries, 112, NOW)
  })
}
await database.close()
process.disconnect?.()
