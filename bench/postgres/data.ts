import { hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { openFile } from '../../server/database/sqlite/node.ts'
import { loadSeller } from '../../server/seller/load.ts'
import { storeCurrentSeller } from '../../server/seller/use.ts'
import { createFile } from '../lists/data.ts'

export const SELLER = 'bench/server/seller.yaml'

const ENTROPY = 'a'.repeat(40)

/** The secret of all tokens. The server's tokens end with their CRC-32. */
export const SECRET = ENTROPY + crc32(ENTROPY).toString(16).padStart(8, '0')

/** A token for each user, with the user's id. */
const TOKENS = `
  INSERT INTO tokens (id, user_id, name, secret_hash, created_at)
  SELECT id, id, 'Benchmark', :secret_hash, '2026-01-01T00:00:00Z' FROM users`

const LINES = `
  INSERT INTO invoice_lines (client_id, invoice_id, position, description, quantity, unit_price, discount, tax_rate, tax_category, amount)
  SELECT client_id, id, 1, 'Managed server with backups and monitoring', 10000, 100000000, 0, 1900, 'S', 10000 FROM invoices`

const TAXES = `
  INSERT INTO invoice_taxes (client_id, invoice_id, category, rate, name, taxable_amount, amount)
  SELECT client_id, id, 'S', 1900, 'VAT', 10000, 1900 FROM invoices`

/** Otherwise the first start would do it, before the server listens. */
const ADOPT = 'UPDATE invoices SET seller_id = (SELECT max(id) FROM sellers)'

/** Invoices of all clients in turn, with one line and one tax each: 3% are overdue, and most others are paid. */
export async function createData(file: string, size: { invoices: number; clients: number }): Promise<void> {
  createFile(file, { ...size, overdue: 3 })
  const database = await openFile(file)
  const seller = loadSeller(SELLER)
  await database.write(queries => storeCurrentSeller(queries, seller, '2026-01-01T00:00:00Z'))
  await database.run(ADOPT)
  await database.run(TOKENS, { secret_hash: hash('sha256', SECRET) })
  await database.run(LINES)
  await database.run(TAXES)
  await database.close()
}
