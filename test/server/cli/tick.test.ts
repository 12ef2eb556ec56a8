import { describe, expect, test } from 'vitest'
import type { InvoiceDetail } from '../../../server/generated/schemas.gen.ts'
import type { ShownSubscription } from '../../../server/subscriptions/browse.ts'
import { BJORN, testApp } from '../../support/app.ts'
import { operator } from '../../support/operator.ts'

const TAX = ['--tax-rate', '19.00', '--tax-category', 'S']

/** Commands at given times, and the API at the same time. */
function ticking() {
  const app = testApp({ settings: { rateLimit: 1000 } })
  let now = '2026-11-22T12:00:00Z'
  const run = async (...args: string[]) => {
    const clustrix = operator(app.database, { env: { CLOCK: now } })
    const { exitCode, json, err } = await clustrix([...args, '--json'])
    return { exitCode, err, error: json.error, data: json.data }
  }
  const at = (time: string) => {
    now = time
    app.clock.set(time)
  }
  const add = async (...options: string[]) =>
    (await run('subscription', 'add', '--client', '4', '--name', 'Hosting', '--amount', '10.00', ...options))
      .data as ShownSubscription
  const tick = async (time: string) => {
    at(time)
    return (await run('tick')).data
  }
  /** First days of the periods of the lines, oldest first. */
  const billed = async (id: number) =>
    (
      await app.database.all<{ period: string }>(
        `SELECT period_start || ' ' || period_end AS period FROM invoice_lines WHERE subscription_id = ${id} ORDER BY id`,
      )
    ).map(({ period }) => period)
  const call = async (path: string, method = 'GET') => app.call(path, { method, token: await app.login() })
  return { app, run, at, add, tick, billed, call }
}

describe('clustrix tick', () => {
  test('issues the invoice of a period in advance, once', async () => {
    const { app, run, add, tick, billed } = ticking()
    const { id } = await add(...TAX, '--quantity', '2')
    await tick('2026-11-22T12:00:00Z')
    expect(await billed(id)).toEqual(['2026-11-22 2026-12-21'])
    const invoice = (await run('invoice', 'show', 'INV-2026-0013')).data as InvoiceDetail
    expect(invoice).toMatchObject({
      client_id: 4,
      status: 'unpaid',
      issue_date: '2026-11-22',
      subscription_id: id,
      total: '23.80',
      line_items: [{ description: 'Hosting', quantity: '2', unit_price: '10.00', subscription_id: id }],
    })
    expect((await app.call(`/api/v1/invoices/${invoice.id}`, { token: await app.login() })).status).toBe(200)
    expect(await tick('2026-12-21T23:59:59Z')).toMatchObject({ invoices: 0 })
    expect(await tick('2026-12-22T00:00:00Z')).toMatchObject({ invoices: 1 })
    expect(await tick('2026-12-22T00:00:00Z')).toEqual({ invoices: 0, subscriptions: 0, tickets: 0 })
    expect(await billed(id)).toEqual(['2026-11-22 2026-12-21', '2026-12-22 2027-01-21'])
  })

  test('catches up with every missed period, also with more than one transaction takes', async () => {
    const { add, tick, billed } = ticking()
    const month = await add(...TAX)
    const day = await add(...TAX, '--interval', 'day')
    expect(await tick('2027-02-28T12:00:00Z')).toMatchObject({ invoices: 4 + 99 })
    expect(await billed(month.id)).toEqual([
      '2026-11-22 2026-12-21',
      '2026-12-22 2027-01-21',
      '2027-01-22 2027-02-21',
      '2027-02-22 2027-03-21',
    ])
    const days = await billed(day.id)
    expect([days.length, new Set(days).size, days.at(-1)]).toEqual([99, 99, '2027-02-28 2027-02-28'])
  })

  test('a trial has no invoice, and the period after it has', async () => {
    const { add, tick, billed } = ticking()
    const { id } = await add(...TAX, '--trial-until', '2026-11-30')
    await tick('2026-11-29T00:00:00Z')
    expect(await billed(id)).toEqual([])
    await tick('2026-11-30T00:00:00Z')
    expect(await billed(id)).toEqual(['2026-11-30 2026-12-29'])
  })

  test('a pause has no invoice; what was invoiced moves with it, and what was not is invoiced after it', async () => {
    const { run, at, add, tick, billed } = ticking()
    const invoiced = await add(...TAX)
    await tick('2026-11-22T12:00:00Z')
    const late = await add(...TAX)
    for (const { id } of [invoiced, late]) await run('subscription', 'pause', `${id}`)
    await tick('2026-12-31T12:00:00Z')
    expect(await billed(late.id)).toEqual([])
    at('2027-01-01T12:00:00Z')
    for (const { id } of [invoiced, late]) await run('subscription', 'resume', `${id}`)
    await tick('2027-01-01T12:00:00Z')
    expect(await billed(invoiced.id)).toEqual(['2026-11-22 2026-12-21'])
    expect(await billed(late.id)).toEqual(['2026-11-22 2027-01-30'])
    await tick('2027-01-31T00:00:00Z')
    expect(await billed(invoiced.id)).toEqual(['2026-11-22 2026-12-21', '2027-01-31 2027-02-27'])
  })

  test('a pause longer than a period that was invoiced is not invoiced, even if a later pause has stored a later period', async () => {
    const { run, at, add, tick, billed } = ticking()
    const { id } = await add(...TAX)
    await tick('2026-11-22T12:00:00Z')
    const pauses = [
      ['pause', '2026-11-23T00:00:00Z'],
      ['resume', '2027-01-10T00:00:00Z'],
      ['pause', '2027-02-10T00:00:00Z'],
      ['resume', '2027-02-12T00:00:00Z'],
    ] as const
    for (const [command, time] of pauses) {
      at(time)
      // The invoice is overdue, and then it could not be paused.
      if (time > '2026-12') await run('payment', 'record', 'INV-2026-0013', '--amount', '11.90', '--method', 'cash')
      expect((await run('subscription', command, `${id}`)).exitCode).toBe(0)
    }
    await tick('2027-02-12T00:00:00Z')
    expect(await billed(id)).toEqual(['2026-11-22 2026-12-21', '2027-02-08 2027-03-09'])
  })

  test('many periods after a pause that ended long ago are each invoiced once', async () => {
    const { run, add, tick, billed } = ticking()
    const { id } = await add(...TAX, '--interval', 'day')
    await tick('2026-11-22T12:00:00Z')
    await run('subscription', 'pause', `${id}`, '--resume-at', '2026-11-24T12:00:00Z')
    await tick('2027-01-31T12:00:00Z')
    const days = await billed(id)
    expect([days.length, new Set(days).size, days.at(-1)]).toEqual([69, 69, '2027-01-31 2027-01-31'])
  })

  test('periods that a client’s pause has passed over are invoiced after it', async () => {
    const { run, at, add, tick, billed } = ticking()
    const { id } = await add(...TAX)
    at('2027-01-25T12:00:00Z')
    await run('subscription', 'pause', `${id}`)
    at('2027-01-26T12:00:00Z')
    await run('subscription', 'resume', `${id}`)
    await tick('2027-01-26T12:00:00Z')
    expect(await billed(id)).toEqual(['2026-11-22 2027-01-21', '2027-01-22 2027-02-22'])
  })

  test('a cancelled one, one without a price, and one that the operator invoices have no invoice', async () => {
    const { run, add, tick } = ticking()
    const cancelled = await add(...TAX)
    await run('subscription', 'cancel', `${cancelled.id}`, '--yes')
    await add(...TAX, '--amount', '0.00')
    await add()
    expect(await tick('2027-01-26T12:00:00Z')).toMatchObject({ invoices: 0 })
  })

  test('a change applies from the next period', async () => {
    const { app, run, add, tick } = ticking()
    const { id } = await add(...TAX)
    await tick('2026-11-22T12:00:00Z')
    await run('subscription', 'change', `${id}`, '--amount', '20.00')
    await tick('2026-12-22T00:00:00Z')
    const totals = await app.database.all(`SELECT subtotal FROM invoices WHERE subscription_id = ${id} ORDER BY id`)
    expect(totals).toEqual([{ subtotal: 1000 }, { subtotal: 2000 }])
  })

  test('stores what time has changed, and the API shows the same before and after', async () => {
    const { app, run, at, tick } = ticking()
    const seen = async () => {
      const pages = []
      for (const email of [undefined, BJORN]) {
        const token = await app.login(email)
        for (const path of [
          'subscriptions',
          'tickets',
          'tickets?status=closed',
          'tickets?status=resolved',
          'tickets/202',
        ]) {
          const { data } = (await (await app.call(`/api/v1/${path}`, { token })).json()) as { data: unknown }
          pages.push(data)
        }
      }
      return pages
    }
    at('2027-03-01T00:00:00Z')
    const before = await seen()
    expect(await tick('2027-03-01T00:00:00Z')).toEqual({ invoices: 0, subscriptions: 4, tickets: 1 })
    expect(await seen()).toEqual(before)
    expect((await run('tick')).data).toEqual({ invoices: 0, subscriptions: 0, tickets: 0 })
    expect((await run('check')).data).toMatchObject({ findings: [] })
    const states = await app.database.all(`SELECT DISTINCT state FROM subscriptions WHERE state <> 'cancelled'`)
    expect(states).toEqual([{ state: 'active' }])
  })

  test('goes on after a subscription that cannot be invoiced, and says why', async () => {
    const { app, run, add, at, tick, billed } = ticking()
    await run(
      'client',
      'add',
      ...['--name', 'N', '--line1', '1', '--city', 'X', '--country', 'DE', '--currency', 'EUR'],
    )
    const erased = await add(...TAX, '--client', '6')
    const { id } = await add(...TAX)
    await app.database.run(`UPDATE clients SET erased_at = '2026-11-22T12:00:00Z' WHERE id = 6`)
    at('2026-11-22T12:00:00Z')
    const { exitCode, error } = await run('tick')
    expect({ exitCode, at: error?.problems.map(problem => problem.at) }).toEqual({
      exitCode: 1,
      at: [`subscription ${erased.id}`],
    })
    expect(await billed(id)).toHaveLength(1)
    await tick('2026-11-22T12:00:00Z')
  })

  test('the database refuses a second invoice of a period', async () => {
    const { app, add, tick, billed, run } = ticking()
    const { id } = await add(...TAX)
    await tick('2026-11-22T12:00:00Z')
    await app.database.run(`UPDATE subscriptions SET invoiced_until = '2026-11-22T00:00:00Z' WHERE id = ${id}`)
    expect((await run('tick')).exitCode).toBe(1)
    expect(await billed(id)).toHaveLength(1)
    expect((await run('invoice', 'list', '--limit', '1')).data).toMatchObject([{ number: 'INV-2026-0013' }])
  })
})
