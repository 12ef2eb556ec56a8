import { afterAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../../../server/database/open.ts'
import { numbered } from '../../../../server/database/postgres/text.ts'
import { fillLarge } from '../../../support/postgres/large.ts'
import { startServer } from '../../../support/postgres/server.ts'
import { postgresTexts, recordAll, recordCommands, sqliteTexts } from '../recorded.ts'

const server = await startServer({ settings: ['plan_cache_mode=force_generic_plan', 'jit=off'] })
afterAll(() => server?.stop())

const recorded = [...(await recordAll()).keys(), ...(await recordCommands()).keys()]
const texts = [...new Set([...recorded.filter(text => !sqliteTexts.has(text)), ...postgresTexts])]

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Plan Rows': number
  Plans?: Plan[]
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

/** More rows than a page or the list of a client's subscriptions has. */
const MANY = 2_000

/** Read up to the first row, and by an operator's command. */
const SMALL = /^SELECT CASE WHEN EXISTS \(SELECT 1 FROM clients\)|^SELECT DISTINCT currency FROM clients/

/** What is costly about a plan: whole tables that are read, and many rows that are sorted. */
const costsOf = (plan: Plan): string[] =>
  nodesOf(plan).flatMap(node => {
    if (node['Plan Rows'] < MANY) return []
    if (node['Node Type'] === 'Seq Scan') return [`reads all of ${node['Relation Name']}`]
    return node['Node Type'].endsWith('Sort') ? ['sorts'] : []
  })

/** The generic plan of a text: the same for all values. */
async function planOf(text: string): Promise<Plan> {
  const [row] = (await server?.admin(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${numbered(text).text}`, 'large')) ?? []
  return (row as { 'QUERY PLAN': [{ Plan: Plan }] })['QUERY PLAN'][0].Plan
}

const flat = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

describe.skipIf(!server)('the plan on PostgreSQL', () => {
  test('of every text reads no large table and sorts few rows', { timeout: 300_000 }, async () => {
    await server?.admin('CREATE DATABASE large')
    await (await openDatabase(server?.url('large') ?? '')).close()
    if (server) await fillLarge(server, 'large')
    const costly: string[] = []
    for (const text of texts.filter(each => !SMALL.test(flat(each))))
      for (const cost of costsOf(await planOf(text))) costly.push(`${cost}: ${flat(text)}`)
    expect(texts.length).toBeGreaterThan(200)
    expect(costly).toEqual([])
  })

  test('of a text without an index is detected', async () => {
    expect(costsOf(await planOf('SELECT id FROM payments ORDER BY amount'))).toEqual(['sorts', 'reads all of payments'])
  })
})
