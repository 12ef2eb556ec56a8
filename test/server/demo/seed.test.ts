import { describe, expect, test } from 'vitest'
import data from '../../../server/demo/demo-data.json' with { type: 'json' }
import { DEMO_PASSWORD, isDemo, isNew, seedDemo } from '../../../server/demo/seed.ts'
import { ACME, ACME_SECOND, BJORN, testApp } from '../../support/app.ts'
import { openEmpty } from '../../support/engine.ts'
import { refuseInsert } from '../../support/schema.ts'
import { stateOf } from '../../support/state.ts'

const ORIGIN = 'http://127.0.0.1:3000'
const app = testApp()
const tokens: Record<number, string> = { 4: await app.login(ACME), 5: await app.login(BJORN) }

/** The response to one client on the day of the demo data. */
async function read(path: string, client: number): Promise<{ status: number; body: unknown }> {
  const response = await app.call(path, { token: tokens[client] ?? '' })
  return { status: response.status, body: await response.json() }
}

const other = (client: number) => (client === 4 ? 5 : 4)
const byName = <Row extends { id: number }>(rows: readonly Row[]) =>
  rows.map(row => [`${row.id}`, row] as [string, Row])

/** The whole list of one client, newest first. */
const listOf = <Row extends { id: number; client_id: number }>(rows: readonly Row[], client: number) =>
  rows.filter(({ client_id }) => client_id === client).toSorted((a, b) => b.id - a.id)

describe('the API returns the demo data unchanged:', () => {
  const invoices = data.invoices.map(({ client_id, ...invoice }) => ({
    client_id,
    invoice: { ...invoice, pdf_url: `${ORIGIN}/api/v1/invoices/${invoice.id}/pdf` },
  }))

  test.each(invoices.map(each => [each.invoice.number, each] as const))(
    'invoice %s',
    async (_, { client_id, invoice }) => {
      expect(await read(`/api/v1/invoices/${invoice.id}`, client_id)).toEqual({ status: 200, body: { data: invoice } })
      expect((await read(`/api/v1/invoices/${invoice.id}`, other(client_id))).status).toBe(403)
    },
  )

  test.each([4, 5])('all invoices of client %i', async client => {
    const mine = listOf(
      invoices.map(({ client_id, invoice }) => ({ ...invoice, client_id })),
      client,
    )
    const summaries = mine.map(
      ({ client_id: _, po_number, notes, bill_to, taxes, line_items, payments, ...same }) => same,
    )
    expect(await read('/api/v1/invoices', client)).toMatchObject({ status: 200, body: { data: summaries } })
  })

  test.each(byName(data.tickets))('ticket %s', async (_, { client_id, resolved_at, ...ticket }) => {
    expect(await read(`/api/v1/tickets/${ticket.id}`, client_id)).toEqual({ status: 200, body: { data: ticket } })
    expect((await read(`/api/v1/tickets/${ticket.id}`, other(client_id))).status).toBe(403)
  })

  test.each([4, 5])('all tickets of client %i', async client => {
    const summaries = listOf(data.tickets, client).map(({ client_id: _, body, replies, resolved_at, ...same }) => same)
    expect(await read('/api/v1/tickets', client)).toMatchObject({ status: 200, body: { data: summaries } })
  })

  test.each([4, 5])('all subscriptions of client %i, except cancelled ones', async client => {
    const mine = listOf(data.subscriptions, client).map(({ client_id: _, ...same }) => same)
    const isCancelled = ({ status }: { status: string }) => status === 'cancelled'
    const [listed, cancelled] = [mine.filter(row => !isCancelled(row)), mine.filter(isCancelled)]
    expect(await read('/api/v1/subscriptions', client)).toMatchObject({ status: 200, body: { data: listed } })
    expect(await read('/api/v1/subscriptions?status=cancelled', client)).toMatchObject({
      status: 200,
      body: { data: cancelled },
    })
  })

  test('twelve invoices, six tickets and five subscriptions', () => {
    expect([data.invoices, data.tickets, data.subscriptions].map(rows => rows.length)).toEqual([12, 6, 5])
  })

  test.each([ACME, ACME_SECOND, BJORN])('user %s', async email => {
    const user = data.users.find(each => each.email === email)
    const client = data.clients.find(({ id }) => id === user?.client_id)
    const me = await app.call('/api/v1/me', { token: await app.login(email) })
    expect(await me.json()).toMatchObject({ data: { ...user, client_name: client?.name } })
  })
})

describe('the demo data is consistent:', () => {
  test('issue dates never decrease with the numbers', () => {
    const dates = data.invoices.toSorted((a, b) => a.number.localeCompare(b.number)).map(({ issue_date }) => issue_date)
    expect(dates).toEqual(dates.toSorted())
  })

  test('numbers have no gaps, and the next number continues them', async () => {
    const upTo = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${prefix}-2026-${String(index + 1).padStart(4, '0')}`)
    expect(data.invoices.map(({ number }) => number).toSorted()).toEqual(upTo('INV', 12))
    expect(data.tickets.map(({ number }) => number).toSorted()).toEqual(upTo('TKT', 6))
    const fresh = testApp()
    const json = { subject: 'Next', body: 'Next' }
    const created = await fresh.call('/api/v1/tickets', { token: await fresh.login(), json })
    expect(await created.json()).toMatchObject({ data: { number: 'TKT-2026-0007' } })
  })
})

describe('seedDemo()', () => {
  const hashed = async (password: string) => `hash of ${password}`

  test('fills a new database, marks it and hashes one password for each user', async () => {
    const database = openEmpty()
    expect([await isNew(database), await isDemo(database)]).toEqual([true, false])
    const given: string[] = []
    await seedDemo(database, {
      passwordHash: async password => {
        given.push(password)
        return `hash ${given.length}`
      },
    })
    expect([await isNew(database), await isDemo(database)]).toEqual([false, true])
    expect(given).toEqual(data.users.map(() => DEMO_PASSWORD))
    expect(await database.all('SELECT password_hash FROM users ORDER BY id')).toEqual(
      data.users.map((_, index) => ({ password_hash: `hash ${index + 1}` })),
    )
  })

  test('refuses a database that is not new, and does not change it', async () => {
    const database = openEmpty()
    await seedDemo(database, { passwordHash: hashed })
    const before = await stateOf(database)
    await expect(seedDemo(database, { passwordHash: hashed })).rejects.toThrow('can only be stored in a new database')
    expect(await stateOf(database)).toBe(before)
  })

  test('stores everything or nothing', async () => {
    const database = openEmpty()
    await refuseInsert(database, 'ticket_replies', 962)
    await expect(seedDemo(database, { passwordHash: hashed })).rejects.toThrow('injected')
    expect([await isNew(database), await isDemo(database)]).toEqual([true, false])
    expect(await database.one('SELECT count(*) AS count FROM client_lists')).toEqual({ count: 0 })
  })
})
