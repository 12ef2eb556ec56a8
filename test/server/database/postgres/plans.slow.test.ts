import { afterAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../../../server/database/open.ts'
import { numbered } from '../../../../server/database/postgres/text.ts'
import { INVOICE_LIST } from '../../../../server/invoices/list.ts'
import { fillLarge, fillOneClient } from '../../../support/postgres/large.ts'
import { startServer } from '../../../support/postgres/server.ts'
import { pagesOf, postgresTexts, recordAll, recordCommands, sqliteTexts } from '../recorded.ts'

const server = await startServer({ settings: ['plan_cache_mode=force_generic_plan', 'jit=off'] })
afterAll(() => server?.stop())

const recorded = [...(await recordAll()).keys(), ...(await recordCommands()).keys()]
const texts = [...new Set([...recorded.filter(text => !sqliteTexts.has(text)), ...postgresTexts])]

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  'Plan Rows': number
  Plans?: Plan[]
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

/** More rows than a page or the list of a client's subscriptions has. */
const MANY = 2_000

/** Read up to the first row, and by an operator's command. */
const SMALL = /^SELECT CASE WHEN EXISTS \(SELECT 1 FROM clients\)|^SELECT DISTINCT currency FROM clients/

/** Partial indexes that have few rows. */
const SMALL_INDEX = /^(invoices_drafts|invoices_without_seller|tickets_resolved|users_with_imported_password)$/

/** The first column of each index. */
const FIRST_COLUMNS = `
  SELECT i.relname AS index, a.attname AS column FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
    JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0]
  WHERE i.relnamespace = 'public'::regnamespace`
const firstColumns = new Map<string, string>()

const LARGE_TABLES = `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND reltuples >= ${MANY}`
const largeTables = new Set<string>()

/** What is costly about a plan: whole tables or indexes that are read, and many rows that are sorted. */
const costsOf = (plan: Plan): string[] =>
  nodesOf(plan).flatMap(node => {
    const { 'Index Name': index = '', 'Index Cond': condition = '', 'Relation Name': table = '' } = node
    const first = firstColumns.get(index)
    if (
      first !== undefined &&
      !SMALL_INDEX.test(index) &&
      !new RegExp(`\\(${first}\\b|ROW\\(${first}\\b`).test(condition)
    )
      return [`reads all of ${index}`]
    if (node['Node Type'] === 'Seq Scan') return largeTables.has(table) ? [`reads all of ${table}`] : []
    return node['Node Type'].endsWith('Sort') && node['Plan Rows'] >= MANY ? ['sorts'] : []
  })

/** The generic plan of a text: the same for all values. */
async function planOf(text: string, database = 'large'): Promise<Plan> {
  const [row] = (await server?.admin(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${numbered(text).text}`, database)) ?? []
  return (row as { 'QUERY PLAN': [{ Plan: Plan }] })['QUERY PLAN'][0].Plan
}

const flat = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

async function create(name: string): Promise<void> {
  await server?.admin(`CREATE DATABASE ${name}`)
  await (await openDatabase(server?.url(name) ?? '')).close()
}

describe.skipIf(!server)('the plan on PostgreSQL', () => {
  test('of every text reads no large table or index and sorts few rows', { timeout: 300_000 }, async () => {
    await create('large')
    if (server) await fillLarge(server, 'large')
    const indexes = (await server?.admin(FIRST_COLUMNS, 'large')) as { index: string; column: string }[]
    for (const { index, column } of indexes) firstColumns.set(index, column)
    const tables = (await server?.admin(LARGE_TABLES, 'large')) as { name: string }[]
    for (const { name } of tables) largeTables.add(name)
    const costly: string[] = []
    for (const text of texts.filter(each => !SMALL.test(flat(each))))
      for (const cost of costsOf(await planOf(text))) costly.push(`${cost}: ${flat(text)}`)
    expect(texts.length).toBeGreaterThan(200)
    expect(costly).toEqual([])
  })

  // There, most columns do not tell rows apart.
  test('of a page of invoices does not read all of them, even if all are of one client', {
    timeout: 300_000,
  }, async () => {
    await create('one_client')
    if (server) await fillOneClient(server, 'one_client')
    for (const text of pagesOf(INVOICE_LIST))
      expect(costsOf(await planOf(text, 'one_client'))).not.toContain('reads all of invoices')
  })

  test('of a text without an index is detected', async () => {
    expect(costsOf(await planOf('SELECT id FROM payments ORDER BY amount'))).toEqual(['sorts', 'reads all of payments'])
    expect(costsOf(await planOf('SELECT id FROM invoices WHERE issue_date = :day'))).toEqual(['reads all of invoices'])
    const bySecondColumn = await planOf('SELECT seq FROM invoices WHERE seq = :seq')
    // PostgreSQL 16 reads the table instead of the index.
    expect(costsOf(bySecondColumn)).toEqual([expect.stringMatching(/^reads all of invoices(_by_ordinal)?$/)])
  })
})
