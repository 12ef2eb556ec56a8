import { describe, expect, test } from 'vitest'
import type { Database, Queries } from '../../../server/database/database.ts'
import { createCopyTarget } from '../../../server/database/postgres/copy-target.ts'
import { Refused } from '../../../server/domain/refused.ts'
import { addedMeanwhile } from '../../server/import/meanwhile.ts'
import { invoiceFile } from '../../support/invoice-file.ts'
import { operator, type Run } from '../../support/operator.ts'
import { replacing } from '../../support/replacing.ts'
import { committingAfter } from '../overlap.ts'
import { faultsOf, NOW, type Open } from '../support.ts'

const ADDRESS = ['--line1', '1 High Street', '--city', 'Leeds', '--country', 'GB', '--currency', 'GBP']

const CLIENT = ['client', 'add', '--name', 'New Ltd', ...ADDRESS, '--external-ref', 'key']
const USER = ['user', 'add', '--client', '4', '--email', 'new@acme.example', '--name', 'New', '--password-stdin']
const SUBSCRIPTION = [
  'subscription',
  'add',
  '--client',
  '4',
  '--name',
  'n',
  '--amount',
  '1.00',
  '--external-ref',
  'key',
]
const PAYMENT = ['--amount', '1.00', '--method', 'card', '--external-ref', 'key']
const DRAFT = ['invoice', 'issue', '--id', '113']

/** Runs the second command while a transaction of the first one, by default its only one, is not committed. */
async function together(database: Database, first: string[], second: string[], transaction = 1): Promise<[Run, Run]> {
  let other: Promise<Run> | undefined
  const start = () => (other = run(database, second))
  const done = await run(committingAfter(database, start, transaction), first)
  if (!other) throw new Error(`${first.join(' ')} changes nothing: ${done.err}`)
  return [done, await other]
}

const run = (database: Database, args: string[], input = 'some password') => operator(database)(args, { input })

export function sameKeyRaces(open: Open): void {
  describe('of two commands that give the same key', () => {
    test.each<[string, string[], string[], string]>([
      ['client add', CLIENT, CLIENT, 'Client 6 already has the external reference key'],
      [
        'client update',
        ['client', 'update', '4', '--external-ref', 'key'],
        ['client', 'update', '5', '--external-ref', 'key'],
        'Client 4 already has the external reference key',
      ],
      ['user add', USER, USER, 'User 10 already has this email address'],
      ['subscription add', SUBSCRIPTION, SUBSCRIPTION, 'Subscription 36 already has the external reference key'],
      [
        'payment record',
        ['payment', 'record', 'INV-2026-0006', ...PAYMENT],
        ['payment', 'record', 'INV-2026-0008', ...PAYMENT],
        'Payment 709 already has the external reference key',
      ],
      ['invoice issue', DRAFT, DRAFT, 'There is no draft 113; "clustrix invoice list --drafts" shows all'],
    ])('the second is refused as if it came later: %s', async (_, first, second, refusal) => {
      const database = await open()
      await run(database, ['invoice', 'issue', '-', '--draft'], JSON.stringify(invoiceFile()))
      const [done, refused] = await together(database, first, second)
      expect([done.err, refused.err]).toEqual(['', `${refusal}\n`])
      expect([done.exitCode, refused.exitCode]).toEqual([0, 1])
      expect((await run(database, second)).err).toBe(refused.err)
    })

    test('both are done if they import the same rows', async () => {
      const database = await open()
      const file = ['import', 'test/server/import/rows.json', '--json']
      const [first, second] = await together(database, file, file, 2)
      expect([first.json.error, second.json.error]).toEqual([undefined, undefined])
      const again = await run(database, file)
      const counts = Object.values(again.json.data as Record<string, { new: number }>)
      expect(counts.reduce((sum, each) => sum + (each.new ?? 0), 0)).toBe(0)
      expect(await faultsOf(database)).toEqual([undefined, undefined])
    })

    test('both are done if the second imports the rows while the first compares them', async () => {
      const database = await open()
      const file = ['import', 'test/server/import/rows.json', '--json']
      let second: Run | undefined
      const read: Database['read'] = work =>
        database.read(queries => {
          const one: Queries['one'] = async (sql, params) => {
            if (!second && String(sql).includes('FROM subscriptions')) second = await run(database, file)
            return queries.one(sql, params)
          }
          return work(replacing(queries, { one }))
        })
      const first = await run(replacing(database, { read }), file)
      expect([first.json.error, second?.json.error]).toEqual([undefined, undefined])
      expect(await faultsOf(database)).toEqual([undefined, undefined])
    })

    test('both are done if the key is that of the same seller', async () => {
      const set = ['seller', 'set', 'test/support/seller.yaml', '--json']
      const [first, second] = await together(await open(), set, set)
      expect([first.err, second.err]).toEqual(['', ''])
      expect(second.json.data).toMatchObject({ id: 1 })
    })
  })

  test('of two copies that begin at the same time, the second begins again', async () => {
    const database = await open()
    const tables = [{ name: 'audit_log', key: ['id'], columns: [] }]
    const progress = { source: 's', as_of: NOW, table_name: '', last_key: '', batches: 0, rows: 0 }
    const begin = (using: Database) => createCopyTarget(using).begin(progress, tables)
    let second: Promise<void> | undefined
    await begin(committingAfter(database, () => (second = begin(database))))
    await second
    expect(await createCopyTarget(database).progress()).toEqual(progress)
  })

  test('of two copies of the same rows, the second is told that another one is running', async () => {
    const database = await open()
    const table = { name: 'audit_log', key: ['id'], columns: [] }
    const row = { id: 1, created_at: NOW, system_user: 'u', command: 'c', subject: 's', details: '{}' }
    const progress = { source: 's', as_of: NOW, table_name: '', last_key: '', batches: 0, rows: 0 }
    await createCopyTarget(database).begin(progress, [table])
    const insert = (using: Database) => createCopyTarget(using).insert(table, [row], { ...progress, batches: 1 })
    let second: Promise<PromiseSettledResult<void>[]> | undefined
    await insert(committingAfter(database, () => (second = Promise.allSettled([insert(database)]))))
    const message = 'Another process is copying into this database; wait until it has finished'
    expect(await second).toEqual([{ status: 'rejected', reason: new Refused(message) }])
  })

  addedMeanwhile(open)
}
