import { describe, expect, test } from 'vitest'
import type { Queries } from '../../../server/database/database.ts'
import { Refused } from '../../../server/domain/refused.ts'
import type { InvoiceDetail } from '../../../server/generated/schemas.gen.ts'
import { invoiceIdOf } from '../../../server/invoices/browse.ts'
import { testApp } from '../../support/app.ts'
import { invoiceFile, LINE } from '../../support/invoice-file.ts'
import { operator } from '../../support/operator.ts'

type Shown = InvoiceDetail & { client_id: number }

function issuing() {
  const app = testApp()
  const run = operator(app.database)
  const issue = async (file: unknown, ...options: string[]) => {
    const { json, exitCode } = await run(['invoice', 'issue', '-', '--json', ...options], {
      input: typeof file === 'string' ? file : JSON.stringify(file),
    })
    return { exitCode, error: json.error, invoices: json.data as Shown[] }
  }
  return { app, run, issue }
}

describe('clustrix invoice issue', () => {
  test('issues an invoice that the API returns at once', async () => {
    const { app, issue } = issuing()
    const { invoices } = await issue(
      invoiceFile({ po_number: 'PO-7', notes: 'Thank you', line_items: [{ ...LINE, discount: '10.00' }] }),
    )
    const [invoice] = invoices
    expect(invoice).toMatchObject({
      client_id: 4,
      number: 'INV-2026-0013',
      status: 'unpaid',
      currency: 'EUR',
      issue_date: '2026-11-22',
      due_date: '2026-12-06',
      subtotal: '100.00',
      discount_total: '10.00',
      tax_total: '17.10',
      total: '107.10',
      amount_due: '107.10',
      po_number: 'PO-7',
      notes: 'Thank you',
      bill_to: { name: 'Acme Corp', address: { city: 'Berlin', country: 'DE' } },
      taxes: [{ name: 'VAT 19%', category: 'S', rate: '19.00', exemption_reason: null }],
    })
    const response = await app.call(`/api/v1/invoices/${invoice?.id}`, { token: await app.login() })
    const { data } = (await response.json()) as { data: InvoiceDetail }
    const { client_id: _, pdf_url: __, ...same } = invoice as Shown
    expect(data).toMatchObject(same)
  })

  test('uses the dates of the options, else of the file', async () => {
    const { issue } = issuing()
    const { invoices: first } = await issue(invoiceFile({ issue_date: '2026-11-21', due_date: '2026-12-24' }))
    expect(first[0]).toMatchObject({ issue_date: '2026-11-21', due_date: '2026-12-24' })
    const { invoices: second } = await issue(
      invoiceFile({ issue_date: '2026-11-21', due_date: '2026-12-24' }),
      ...['--date', '2026-11-22', '--due', '2026-11-22'],
    )
    expect(second[0]).toMatchObject({ issue_date: '2026-11-22', due_date: '2026-11-22' })
  })

  test('keeps the name and address of the day of issue', async () => {
    const { run, issue } = issuing()
    const { invoices } = await issue(invoiceFile())
    await run(['client', 'update', '4', '--name', 'Acme SE'])
    const shown = await run(['invoice', 'show', `${invoices[0]?.number}`, '--json'])
    expect(shown.json.data).toMatchObject({ bill_to: { name: 'Acme Corp' } })
  })

  test('finds the client by its external reference and takes its currency', async () => {
    const { run, issue } = issuing()
    await run(['client', 'update', '5', '--external-ref', 'WHMCS-5'])
    const { invoices } = await issue({ client_external_ref: 'WHMCS-5', line_items: [LINE] })
    expect(invoices).toMatchObject([{ client_id: 5, currency: 'DKK' }])
  })

  test('an invoice with a total of zero is paid at issue', async () => {
    const { issue } = issuing()
    const { invoices } = await issue(invoiceFile({ line_items: [{ ...LINE, discount: '100.00' }] }))
    expect(invoices[0]).toMatchObject({ total: '0.00', status: 'paid', paid_at: '2026-11-22T12:00:00Z' })
  })

  test('the law’s reason of a tax that is not charged is printed, or the given one', async () => {
    const { issue } = issuing()
    const line = { ...LINE, tax_rate: '0.00', tax_category: 'AE' }
    const { invoices } = await issue([
      invoiceFile({ line_items: [line] }),
      invoiceFile({ line_items: [line], exemption_reason: 'Steuerschuldnerschaft des Leistungsempfängers' }),
    ])
    expect(invoices.map(({ taxes }) => taxes[0]?.exemption_reason)).toEqual([
      'Reverse charge — Article 196 Directive 2006/112/EC',
      'Steuerschuldnerschaft des Leistungsempfängers',
    ])
  })

  test.each<[string, unknown, string[]]>([
    ['text that is not JSON', '{', []],
    ['an empty list', [], []],
    [
      'control characters in a printed text',
      invoiceFile({ po_number: 'A\u001b[2J', line_items: [{ ...LINE, description: 'A\u001b[2J' }] }),
      ['invoice 1, po_number', 'invoice 1, line_items.0.description'],
    ],
    ['more than 50 invoices', Array(51).fill(invoiceFile()), []],
    [
      'every fault of the fields at once',
      [
        { client_id: 4, line_items: [] },
        invoiceFile({ due: '2026-12-24' }),
        invoiceFile({ client_id: undefined, notes: ' ' }),
        invoiceFile({ issue_date: '2026-02-30', line_items: [{ ...LINE, quantity: 2, tax_category: 'X' }] }),
      ],
      [
        'invoice 1, line_items',
        'invoice 2',
        'invoice 3, notes',
        'invoice 3, client_id',
        'invoice 4, issue_date',
        'invoice 4, line_items.0.quantity',
        'invoice 4, line_items.0.tax_category',
      ],
    ],
    [
      'every fault that depends on the client and the currency at once',
      [
        invoiceFile({ client_id: 99 }),
        { client_external_ref: 'nobody', line_items: [LINE] },
        invoiceFile({ currency: 'EURO' }),
        invoiceFile({ currency: 'JPY', subscription_id: 35, line_items: [{ ...LINE, discount: '1.00' }] }),
        invoiceFile({
          line_items: [
            { ...LINE, quantity: '1.23456', tax_rate: '0.00' },
            { ...LINE, tax_rate: '7.00', tax_category: 'AE', subscription_id: 1 },
            { ...LINE, tax_rate: '0.00', tax_category: 'E', period_start: '2026-11-01' },
          ],
        }),
        invoiceFile({ line_items: [{ ...LINE, discount: '100.01' }] }),
        invoiceFile({
          line_items: [
            { ...LINE, tax_rate: '0.00', tax_category: 'O' },
            { ...LINE, tax_rate: '0.00', tax_category: 'O', exemption_reason: 'Another' },
          ],
        }),
      ],
      [
        'invoice 1, client_id',
        'invoice 2, client_external_ref',
        'invoice 3, currency',
        'invoice 4, subscription_id',
        'invoice 4, line_items.0.discount',
        'invoice 5, line_items.1.subscription_id',
        'invoice 5, line_items.0.tax_rate',
        'invoice 5, line_items.0.quantity',
        'invoice 5, line_items.1.tax_rate',
        'invoice 5, line_items.2.exemption_reason',
        'invoice 5, line_items.2.period_end',
        'invoice 6, line_items.0',
        'invoice 7, line_items.1.exemption_reason',
      ],
    ],
    ['a date before the last issued one', invoiceFile({ issue_date: '2026-11-19' }), []],
    ['a date in the future', invoiceFile({ issue_date: '2026-11-23' }), []],
    ['a due date before the issue date', invoiceFile({ due_date: '2026-11-21' }), []],
  ])('refuses %s and takes no number', async (_, file, places) => {
    const { run, issue } = issuing()
    const { exitCode, error } = await issue(file)
    expect({ exitCode, code: error?.code }).toEqual({ exitCode: 1, code: 'refused' })
    expect(error?.problems.map(({ at }) => at)).toEqual(places)
    expect((await issue(invoiceFile())).invoices[0]?.number).toBe('INV-2026-0013')
    expect((await run(['audit', 'list', '--json'])).json.data).toHaveLength(1)
  })

  test('issues all invoices of a file or none', async () => {
    const { issue } = issuing()
    expect((await issue([invoiceFile(), invoiceFile({ due_date: '2026-01-01' })])).exitCode).toBe(1)
    const { invoices } = await issue([invoiceFile(), invoiceFile({ client_id: 5 })])
    expect(invoices.map(({ number }) => number)).toEqual(['INV-2026-0013', 'INV-2026-0014'])
  })

  test('passes over a number that an imported invoice has', async () => {
    const { app, issue } = issuing()
    await issue(invoiceFile())
    await app.database.run(`UPDATE invoices SET imported = 1 WHERE number = 'INV-2026-0013'`)
    await app.database.run(`UPDATE number_sequences SET last = 12 WHERE kind = 'INV'`)
    expect((await issue(invoiceFile())).invoices[0]?.number).toBe('INV-2026-0014')
  })

  test('a file or a draft is needed, and not both', async () => {
    const { run } = issuing()
    expect((await run(['invoice', 'issue'])).exitCode).toBe(2)
    expect((await run(['invoice', 'issue', '-', '--id', '1'])).exitCode).toBe(2)
    expect((await run(['invoice', 'issue', 'no-such-file.json'])).exitCode).toBe(1)
  })
})

describe('a draft', () => {
  test('has no number, is not in the API, and gets a new id when it is issued', async () => {
    const { app, run, issue } = issuing()
    const { invoices } = await issue(invoiceFile({ due_date: '2026-12-24', notes: 'Soon' }), '--draft')
    const draft = invoices[0] as Shown
    expect(draft).toMatchObject({ number: null, status: 'draft', total: '119.00', bill_to: { name: 'Acme Corp' } })
    const token = await app.login()
    expect((await app.call(`/api/v1/invoices/${draft.id}`, { token })).status).toBe(404)
    expect((await run(['invoice', 'list', '--drafts', '--json'])).json.data).toMatchObject([{ id: draft.id }])
    expect((await run(['invoice', 'show', `${draft.id}`, '--json'])).json.data).toEqual(draft)

    const { json } = await run(['invoice', 'issue', '--id', `${draft.id}`, '--json'])
    const [issued] = json.data as Shown[]
    expect(issued).toMatchObject({ number: 'INV-2026-0013', due_date: '2026-12-24', notes: 'Soon', total: '119.00' })
    expect(issued?.line_items).toMatchObject([{ description: 'Hosting', amount: '100.00' }])
    expect(issued?.id).not.toBe(draft.id)
    expect((await run(['invoice', 'list', '--drafts', '--json'])).json.data).toEqual([])
    expect((await run(['invoice', 'issue', '--id', `${draft.id}`])).exitCode).toBe(1)
  })

  test('can be discarded, but takes no payment and is not voided or printed', async () => {
    const { run, issue } = issuing()
    const { invoices } = await issue(invoiceFile(), '--draft')
    const id = `${invoices[0]?.id}`
    for (const args of [
      ['payment', 'record', id, '--amount', '1.00', '--method', 'cash'],
      ['invoice', 'void', id, '--yes'],
      ['invoice', 'pdf', id, '--out', 'draft.pdf'],
      ['invoice', 'discard', '101', '--yes'],
    ]) {
      expect((await run(args)).exitCode).toBe(1)
    }
    expect((await run(['invoice', 'discard', id, '--yes'])).exitCode).toBe(0)
    expect((await run(['invoice', 'show', id])).exitCode).toBe(1)
  })
})

describe('clustrix invoice', () => {
  test('list filters by client and status', async () => {
    const { run } = issuing()
    const numbers = async (...options: string[]) =>
      ((await run(['invoice', 'list', '--json', ...options])).json.data as Shown[]).map(({ number }) => number)
    expect(await numbers('--limit', '2')).toEqual(['INV-2026-0012', 'INV-2026-0011'])
    expect(await numbers('--status', 'overdue')).toEqual(['INV-2026-0008', 'INV-2026-0007'])
    expect(await numbers('--status', 'overdue', '--client', '4')).toEqual(['INV-2026-0007'])
    expect(await numbers('--status', 'void', '--client', '5')).toEqual([])
  })

  test('show takes a number or an id, and refuses a text that is both', async () => {
    const { run } = issuing()
    const byNumber = await run(['invoice', 'show', 'INV-2026-0006', '--json'])
    const { id } = byNumber.json.data as Shown
    expect((await run(['invoice', 'show', `${id}`, '--json'])).json).toEqual(byNumber.json)
    expect((await run(['invoice', 'show', 'INV-2026-0006'])).out).toContain('amount due: 101.11 EUR')
    const both = { one: async (sql: string) => ({ id: sql.includes('number = :number') ? 7 : 106 }) } as Queries
    await expect(invoiceIdOf(both, '106')).rejects.toThrow(Refused)
    expect((await run(['invoice', 'show', '9999'])).exitCode).toBe(1)
  })

  test('void takes back what nothing has been paid of', async () => {
    const { app, run, issue } = issuing()
    await issue(invoiceFile())
    const { json } = await run(['invoice', 'void', 'INV-2026-0013', '--yes', '--json'])
    expect(json.data).toMatchObject({ status: 'void', amount_due: '0.00', voided_at: '2026-11-22T12:00:00Z' })
    const listed = await app.call('/api/v1/invoices?status=void', { token: await app.login() })
    expect(((await listed.json()) as { meta: { total: number } }).meta.total).toBe(2)
  })

  test.each([
    ['paid', 'INV-2026-0001'],
    ['partly paid', 'INV-2026-0006'],
    ['refunded', 'INV-2026-0005'],
    ['void', 'INV-2026-0003'],
    ['unknown', 'INV-2026-9999'],
  ])('void refuses an invoice that is %s', async (_, number) => {
    const { run } = issuing()
    expect((await run(['invoice', 'void', number, '--yes'])).exitCode).toBe(1)
    expect((await run(['audit', 'list', '--json'])).json.data).toEqual([])
  })

  test('void asks, and refuses an invoice with a pending payment', async () => {
    const { run } = issuing()
    expect((await run(['invoice', 'void', 'INV-2026-0012'])).exitCode).toBe(2)
    await run(['payment', 'record', 'INV-2026-0012', '--amount', '1.00', '--method', 'cash', '--status', 'pending'])
    expect((await run(['invoice', 'void', 'INV-2026-0012', '--yes'])).err).toContain('pending payment')
  })
})
