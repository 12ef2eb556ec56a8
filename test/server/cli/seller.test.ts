import { describe, expect, test } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { loadSeller } from '../../../server/seller/load.ts'
import { createSellers } from '../../../server/seller/store.ts'
import { testApp } from '../../support/app.ts'
import { openEmpty } from '../../support/engine.ts'
import { invoiceFile } from '../../support/invoice-file.ts'
import { operator, operatorAt } from '../../support/operator.ts'
import { changed, SELLER_FILE, sellerText, writeSeller } from '../seller/files.ts'

const CLOCK = '2026-11-22T12:00:00Z'

/** The command with an environment, on a database in memory. */
const withEnv = (database: Database, env: Record<string, string> = {}) =>
  operator(database, { env: { CLOCK, DATABASE: ':memory:', ...env } })

const audited = async (database: Database) =>
  (await operator(database)(['audit', 'list', '--json'])).json.data as { command: string }[]

describe('clustrix seller check', () => {
  test('accepts a valid file, and warns of currencies without a bank account', async () => {
    const { exitCode, out } = await withEnv(testApp().database)(['seller', 'check', SELLER_FILE])
    expect({ exitCode, out }).toEqual({
      exitCode: 0,
      out: `${SELLER_FILE} is valid.\nWarning: There is no bank account for DKK, in which clients are billed\n`,
    })
  })

  test('takes the file of SELLER', async () => {
    const run = withEnv(testApp().database, { SELLER: SELLER_FILE })
    expect((await run(['seller', 'check', '--json'])).json.data).toMatchObject({ file: SELLER_FILE })
    expect(await withEnv(testApp().database)(['seller', 'check'])).toMatchObject({
      exitCode: 2,
      err: 'Name the file, or set SELLER\n',
    })
  })

  test('lists every fault with its line, and changes nothing', async () => {
    const { database } = testApp()
    const file = writeSeller(changed('DE02', 'DE03').replace('days: 14', 'days: x'))
    const { exitCode, err } = await withEnv(database)(['seller', 'check', file])
    expect({ exitCode, err: err.replaceAll(file, 'F') }).toEqual({
      exitCode: 1,
      err: [
        'F has 2 problems',
        '  F:20: bank_accounts[0].iban: DE03120300000000202051 has wrong check digits; one or more characters are mistyped',
        '  F:28: payment_terms.days: must be a whole number from 0 to 365',
        '',
      ].join('\n'),
    })
    expect(await audited(database)).toEqual([])
  })

  test('needs no database', async () => {
    const missing = operatorAt('no/such.db')
    expect(await missing(['seller', 'check', SELLER_FILE])).toMatchObject({
      exitCode: 0,
      out: `${SELLER_FILE} is valid.\n`,
    })
  })
})

describe('clustrix seller set', () => {
  test('stores the seller that is issued with from then on', async () => {
    const { database } = testApp()
    const run = withEnv(database)
    const { json } = await run(['seller', 'set', SELLER_FILE, '--json'])
    expect(json.data).toMatchObject({ id: 1, adopted_invoices: 12 })
    const shown = await run(['seller', 'show', '--json'])
    expect(shown.json.data).toMatchObject({
      source: 'stored at 2026-11-22T12:00:00Z',
      seller: { name: 'Nordlicht Hosting GmbH', logo: { type: 'svg', width: 360, height: 356 } },
    })
    expect((await audited(database)).map(({ command }) => command)).toEqual(['seller set'])
  })

  test('twice stores one version, and going back uses the old one', async () => {
    const run = withEnv(testApp().database)
    const set = async (text: string) =>
      ((await run(['seller', 'set', writeSeller(text), '--json'])).json.data as { id: number }).id
    const other = changed('days: 14', 'days: 30')
    expect([await set(sellerText), await set(other), await set(other), await set(sellerText)]).toEqual([1, 2, 2, 1])
  })

  test('refuses a faulty file and changes nothing', async () => {
    const { database } = testApp()
    const run = withEnv(database)
    const { exitCode, json } = await run(['seller', 'set', writeSeller(changed('DE02', 'DE03')), '--json'])
    expect({ exitCode, code: json.error?.code }).toEqual({ exitCode: 1, code: 'refused' })
    expect((await run(['seller', 'show', '--json'])).json.data).toMatchObject({ source: 'the sample, for demo data' })
    expect(await audited(database)).toEqual([])
  })

  test('refuses a file that SELLER would hide', async () => {
    const run = withEnv(testApp().database, { SELLER: SELLER_FILE })
    const { exitCode, err } = await run(['seller', 'set', writeSeller(changed('days: 14', 'days: 30'))])
    expect({ exitCode, err }).toEqual({
      exitCode: 1,
      err: `SELLER=${SELLER_FILE} comes before a stored seller; change that file, or unset SELLER\n`,
    })
  })
})

describe('an issued invoice', () => {
  const issue = async (run: ReturnType<typeof operator>, ...options: string[]) => {
    const input = JSON.stringify(invoiceFile({}))
    const { json } = await run(['invoice', 'issue', '-', '--json', ...options], { input })
    return { error: json.error?.message, invoice: (json.data as { id: number; due_date: string }[] | undefined)?.[0] }
  }
  const sellerOf = async (database: Database, id: number | undefined) =>
    (await createSellers()(database, 4, id ?? 0))?.payment_terms.days

  test('is due by the terms of its seller, and keeps it when the seller changes', async () => {
    const { database } = testApp()
    const run = withEnv(database)
    await run(['seller', 'set', writeSeller(changed('days: 14', 'days: 30'))])
    const first = (await issue(run)).invoice
    await run(['seller', 'set', SELLER_FILE])
    const second = (await issue(run)).invoice
    expect([first?.due_date, second?.due_date]).toEqual(['2026-12-22', '2026-12-06'])
    expect(await sellerOf(database, first?.id)).toBe(30)
    expect(await sellerOf(database, second?.id)).toBe(14)
  })

  test('has the seller of SELLER, which need not be stored before', async () => {
    const { database } = testApp()
    const file = writeSeller(changed('days: 14', 'days: 7'))
    const { invoice } = await issue(withEnv(database, { SELLER: file }))
    expect(invoice?.due_date).toBe('2026-11-29')
    expect(await sellerOf(database, invoice?.id)).toBe(7)
  })

  test('is refused with a faulty seller, and a draft is not', async () => {
    const { database } = testApp()
    const run = withEnv(database, { SELLER: 'seller.example.yaml' })
    expect(await issue(run)).toEqual({ error: 'seller.example.yaml has 6 problems', invoice: undefined })
    expect((await issue(run, '--draft')).error).toBeUndefined()
  })
})

describe('clustrix seller show', () => {
  test('prefers SELLER to a stored seller', async () => {
    const { database } = testApp()
    await withEnv(database)(['seller', 'set', writeSeller(changed('days: 14', 'days: 30'))])
    const { out } = await withEnv(database, { SELLER: SELLER_FILE })(['seller', 'show'])
    expect(out).toContain(`source:        SELLER=${SELLER_FILE}\n`)
    expect(out).toContain('payment_terms: 14 days, Bitte geben')
    expect(out).toContain('account EUR:   Musterbank, DE02 1203 0000 0000 2020 51, BYLADEM1001\n')
  })

  test('says what to do when there is none', async () => {
    const database = openEmpty()
    expect(await withEnv(database)(['seller', 'show'])).toMatchObject({
      exitCode: 1,
      err: 'There is no seller; set SELLER to the path of its file, or run "clustrix seller set FILE"\n',
    })
    await database.close()
  })

  test('does not take the sample from SELLER', async () => {
    const run = withEnv(testApp().database, { SELLER: 'seller.example.yaml' })
    expect(await run(['seller', 'show'])).toMatchObject({ exitCode: 1 })
    expect(() => loadSeller('seller.example.yaml')).toThrow()
  })
})
