import { describe, expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { operator } from '../../support/operator.ts'

/** Invoice 7 is overdue with 46.41 EUR due; invoice 6 has 100.00 of 201.11 paid. */
const OVERDUE = 'INV-2026-0007'

function paying() {
  const app = testApp()
  const run = operator(app.database)
  const record = (invoice: string, amount: string, ...options: string[]) =>
    run(['payment', 'record', invoice, '--amount', amount, '--method', 'bank_transfer', '--json', ...options])
  const invoice = async (number: string) => (await run(['invoice', 'show', number, '--json'])).json.data
  return { app, run, record, invoice }
}

describe('clustrix payment', () => {
  test('record settles an invoice in parts, and the API shows it at once', async () => {
    const { app, record } = paying()
    const part = await record(OVERDUE, '40.00', '--paid-at', '2026-11-21', '--reference', 'Statement 47')
    expect(part.json.data).toMatchObject({ status: 'succeeded', invoice_status: 'overdue', amount_due: '6.41' })
    const { json } = await record(OVERDUE, '6.41')
    const { invoice_id } = json.data as { invoice_id: number }
    const response = await app.call(`/api/v1/invoices/${invoice_id}`, { token: await app.login() })
    expect(await response.json()).toMatchObject({
      data: {
        status: 'paid',
        amount_due: '0.00',
        paid_at: '2026-11-22T12:00:00Z',
        payments: [{ reference: 'Statement 47', paid_at: '2026-11-21T00:00:00Z' }, { amount: '6.41' }],
      },
    })
  })

  test('a payment in time makes a past-due subscription active', async () => {
    const { app, record } = paying()
    const subscription = async () =>
      (
        await app.call('/api/v1/subscriptions?status=past_due', { token: await app.login('soren@bjorn-son.example') })
      ).json()
    expect(await subscription()).toMatchObject({ meta: { total: 1 } })
    await record('INV-2026-0011', '499.00')
    expect(await subscription()).toMatchObject({ meta: { total: 0 } })
  })

  test('a pending payment is confirmed or fails, once', async () => {
    const { run, record, invoice } = paying()
    const { json } = await record(OVERDUE, '46.41', '--status', 'pending')
    const { id } = json.data as { id: number }
    expect(await invoice(OVERDUE)).toMatchObject({ status: 'overdue', amount_paid: '0.00' })
    expect((await run(['payment', 'confirm', `${id}`])).exitCode).toBe(0)
    expect(await invoice(OVERDUE)).toMatchObject({ status: 'paid' })
    for (const command of ['confirm', 'fail']) expect((await run(['payment', command, `${id}`])).exitCode).toBe(1)

    const other = (await record('INV-2026-0012', '1.00', '--status', 'pending')).json.data as { id: number }
    expect((await run(['payment', 'fail', `${other.id}`])).exitCode).toBe(0)
    expect(await invoice('INV-2026-0012')).toMatchObject({ payments: [{ status: 'failed', paid_at: null }] })
  })

  test('a pending payment is not confirmed above the amount due', async () => {
    const { run, record } = paying()
    const { id } = (await record(OVERDUE, '46.41', '--status', 'pending')).json.data as { id: number }
    await record(OVERDUE, '0.01')
    expect((await run(['payment', 'confirm', `${id}`])).err).toContain('above the amount due')
  })

  test('refund turns one whole payment back, and the invoice is refunded when none stands', async () => {
    const { run, record, invoice } = paying()
    const first = (await record(OVERDUE, '40.00')).json.data as { id: number }
    const second = (await record(OVERDUE, '6.41')).json.data as { id: number }
    expect((await run(['payment', 'refund', `${first.id}`])).exitCode).toBe(2)
    await run(['payment', 'refund', `${first.id}`, '--yes'])
    expect(await invoice(OVERDUE)).toMatchObject({ status: 'overdue', amount_due: '40.00', paid_at: null })
    await run(['payment', 'refund', `${second.id}`, '--yes'])
    expect(await invoice(OVERDUE)).toMatchObject({ status: 'refunded', amount_due: '0.00' })
    expect((await run(['payment', 'refund', `${second.id}`, '--yes'])).exitCode).toBe(1)
    expect((await record(OVERDUE, '1.00')).json.error?.message).toContain('refunded')
  })

  test.each([
    ['more than the amount due', [OVERDUE, '46.42'], 'above the amount due'],
    ['more than what is left of a partly paid invoice', ['INV-2026-0006', '101.12'], 'above the amount due'],
    ['anything for a paid invoice', ['INV-2026-0001', '0.01'], 'above the amount due'],
    ['anything for a void invoice', ['INV-2026-0003', '1.00'], 'is void'],
    ['another currency', [OVERDUE, '1.00', '--currency', 'USD'], 'is in EUR'],
    ['too many decimals', [OVERDUE, '1.001'], 'decimals'],
    ['zero', [OVERDUE, '0.00'], 'more than zero'],
    ['a time in the future', [OVERDUE, '1.00', '--paid-at', '2026-11-23'], 'in the future'],
    ['an empty reference', [OVERDUE, '1.00', '--reference', ' '], 'reference'],
    ['a control character', [OVERDUE, '1.00', '--reference', 'A\u001b[2J'], 'reference'],
    ['an unknown invoice', ['INV-2026-9999', '1.00'], 'no invoice'],
  ])('record refuses %s', async (_, [invoice = '', amount = '', ...options], message) => {
    const { run, record } = paying()
    const { exitCode, json } = await record(invoice, amount, ...options)
    expect(exitCode).toBe(1)
    expect(json.error?.message).toContain(message)
    expect((await run(['audit', 'list', '--json'])).json.data).toEqual([])
  })

  test.each([
    ['reference', ['--reference', 'Statement 47'], 'already has payment'],
    ['external reference', ['--external-ref', 'bank-1'], 'already has the external reference'],
  ])('a job that runs twice pays once, by its %s', async (_, options, message) => {
    const { record, invoice } = paying()
    expect((await record(OVERDUE, '10.00', ...options)).exitCode).toBe(0)
    const again = await record(OVERDUE, '10.00', ...options)
    expect({ exitCode: again.exitCode, message: again.json.error?.message }).toEqual({
      exitCode: 1,
      message: expect.stringContaining(message),
    })
    expect(await invoice(OVERDUE)).toMatchObject({ amount_paid: '10.00' })
    if (options.includes('--reference')) expect((await record('INV-2026-0012', '10.00', ...options)).exitCode).toBe(0)
  })

  test('list shows the newest payments, those with a status, or those of an invoice', async () => {
    const { run, record } = paying()
    await record(OVERDUE, '1.00', '--status', 'pending')
    const list = async (...options: string[]) =>
      (await run(['payment', 'list', '--json', ...options])).json.data as { status: string; invoice_number: string }[]
    expect(await list('--limit', '1')).toMatchObject([{ status: 'pending', invoice_number: OVERDUE, amount: '1.00' }])
    expect(await list('--status', 'pending')).toHaveLength(1)
    expect(await list('--invoice', 'INV-2026-0004')).toMatchObject([{ status: 'failed' }, { status: 'succeeded' }])
    expect(await list('--invoice', 'INV-2026-0004', '--status', 'failed')).toHaveLength(1)
  })
})
