import { describe, expect, test } from 'vitest'
import type { Database, Queries, Sql } from '../../../server/database/database.ts'
import { textOf } from '../../../server/database/sqlite/statements.ts'
import { loadSeller } from '../../../server/seller/load.ts'
import type { SellerVersion } from '../../../server/seller/read.ts'
import { adoptInvoices, currentSeller, storeSeller } from '../../../server/seller/store.ts'
import { storeCurrentSeller, useSeller } from '../../../server/seller/use.ts'
import { ACME, type TestApp, testApp } from '../../support/app.ts'
import { replacing } from '../../support/replacing.ts'
import { changed, SELLER_FILE, writeSeller } from './files.ts'

const NOW = '2026-11-22T12:00:00Z'
const first = loadSeller(SELLER_FILE)

const use = async ({ database }: TestApp, version: SellerVersion) =>
  (await useSeller(database, version, () => database.write(q => storeCurrentSeller(q, version, NOW)))).adopted

const etagOf = async (app: TestApp, token: string) =>
  (await app.call('/api/v1/invoices/106/pdf', { token })).headers.get('ETag')

const sellersOf = (app: TestApp) =>
  app.database.all<{ seller_id: number | null; invoices: number }>(
    'SELECT seller_id, count(*) AS invoices FROM invoices GROUP BY seller_id ORDER BY coalesce(seller_id, 0)',
  )

/** Reports the texts of all single-row reads. */
function recording(database: Database, report: (sql: Sql) => void): Database {
  const read: Database['read'] = work =>
    database.read(q => {
      const one: Queries['one'] = (sql, params) => {
        report(sql)
        return q.one(sql, params)
      }
      return work({
        one,
        all: (sql, params) => q.all(sql, params),
        run: (sql, params) => q.run(sql, params),
        lock: (sql, params) => q.lock(sql, params),
      })
    })
  return replacing(database, { read })
}

describe('storeSeller', () => {
  test('stores each version once', async () => {
    const { database } = testApp()
    const second = { ...first, sha256: 'b'.repeat(64) }
    const ids = []
    for (const version of [first, second, first]) ids.push(await database.write(q => storeSeller(q, version, NOW)))
    expect(ids).toEqual([1, 2, 1])
  })
})

describe("a server's start with a seller", () => {
  test('gives it to the invoices without one, and changes their ETag', async () => {
    const app = testApp()
    const token = await app.login(ACME)
    const before = await etagOf(app, token)
    expect(await use(app, first)).toBe(12)
    expect(await sellersOf(app)).toEqual([{ seller_id: 1, invoices: 12 }])
    expect(await etagOf(app, token)).not.toBe(before)
  })

  test('with another file later changes nothing of the invoices that have one', async () => {
    const app = testApp()
    const token = await app.login(ACME)
    await use(app, first)
    const before = await etagOf(app, token)
    const later = loadSeller(writeSeller(changed('Nordlicht', 'Südlicht')))
    expect(await use(app, later)).toBe(0)
    expect(await etagOf(app, token)).toBe(before)
    expect(await currentSeller(app.database)).toMatchObject({ id: 2, seller: { name: 'Südlicht Hosting GmbH' } })
  })

  test('gives invoices that came without a seller since the last start the one of then', async () => {
    const app = testApp()
    await use(app, first)
    await app.database.run('UPDATE invoices SET seller_id = NULL WHERE id = 106')
    await use(app, loadSeller(writeSeller(changed('Nordlicht', 'Südlicht'))))
    expect(await sellersOf(app)).toEqual([{ seller_id: 1, invoices: 12 }])
  })

  test('does not touch drafts', async () => {
    const app = testApp()
    await app.database.run(`INSERT INTO invoices (id, client_id, state, currency, created_at, updated_at, bill_to_name, bill_to_line1, bill_to_city, bill_to_country, issue_date, due_date, subtotal, discount_total, tax_total, total)
      SELECT 900, client_id, 'draft', currency, created_at, updated_at, bill_to_name, bill_to_line1, bill_to_city, bill_to_country, issue_date, due_date, subtotal, discount_total, tax_total, total FROM invoices WHERE id = 106`)
    await use(app, first)
    expect(await sellersOf(app)).toEqual([
      { seller_id: null, invoices: 1 },
      { seller_id: 1, invoices: 12 },
    ])
  })

  test('works in short transactions and reports each', async () => {
    const app = testApp()
    const id = await app.database.write(q => storeSeller(q, first, NOW))
    const reported: number[] = []
    expect(await adoptInvoices(app.database, id, changes => reported.push(changes), 5)).toBe(12)
    expect(reported).toEqual([5, 10, 12])
  })
})

describe('the PDF', () => {
  test('shows the seller of its invoice, which is read once', async () => {
    const shown: string[] = []
    const queries: string[] = []
    const app = testApp({
      renderer: {
        render: async ({ seller }) => {
          shown.push(seller.name)
          return new Uint8Array()
        },
      },
      wrap: database => recording(database, sql => queries.push(textOf(sql))),
    })
    const token = await app.login(ACME)
    await etagOf(app, token)
    await use(app, first)
    await etagOf(app, token)
    await etagOf(app, token)
    expect(shown).toEqual(['Clustrix Global', 'Nordlicht Hosting GmbH', 'Nordlicht Hosting GmbH'])
    expect(queries.filter(sql => sql.includes('FROM sellers'))).toHaveLength(1)
  })
})
