import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { ACME, testApp } from '../../support/app.ts'
import { operator } from '../../support/operator.ts'
import { stateOf } from '../../support/state.ts'
import { importing } from './importing.ts'

const file = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
const rows = file('rows.json')

const ONE_LINE = 'but must be one line of visible text, without control characters'

/** Rows that differ from those of rows.json in some places. */
// biome-ignore lint/suspicious/noExplicitAny: the tests break the rows in any way.
function changed(change: (document: any) => void): object {
  const document = JSON.parse(rows)
  change(document)
  return document
}

describe('an import into a database that has data', () => {
  test('adds the rows of the file, which the API shows at once, and the second run changes nothing', async () => {
    const app = testApp()
    const token = await app.login(ACME)
    const first = await importing(app.database, rows)
    expect(first.problems).toEqual([])
    expect(first.json.data).toEqual({
      dry_run: false,
      clients: { new: 1, unchanged: 0 },
      users: { new: 2, unchanged: 0 },
      subscriptions: { new: 1, unchanged: 0 },
      invoices: { new: 2, unchanged: 0 },
      payments: { new: 1, unchanged: 0 },
      tickets: { new: 1, unchanged: 0 },
    })
    const list = await (await app.call('/api/v1/invoices?per_page=1', { token })).json()
    expect(list).toMatchObject({
      data: [{ id: 113, number: 'INV-2026-0500', status: 'unpaid', total: '238.00', subscription_id: 31 }],
      meta: { total: 9 },
    })
    const invoice = await (await app.call('/api/v1/invoices/113', { token })).json()
    expect(invoice).toMatchObject({
      data: {
        bill_to: { name: 'Acme Corp', address: { city: 'Berlin' } },
        taxes: [{ name: 'VAT 19%', category: 'S', rate: '19.00', taxable_amount: '200.00', amount: '38.00' }],
        line_items: [{ position: 1, quantity: '2.5', amount: '200.00' }],
      },
    })
    const [imported] = await app.database.all(
      `SELECT i.settled, i.paid_at, i.imported, c.name FROM invoices i JOIN clients c ON c.id = i.client_id WHERE number = 'N-1001'`,
    )
    expect(imported).toEqual({ settled: 'paid', paid_at: '2026-10-05T08:00:00Z', imported: 1, name: 'Nordlys AS' })
    const ticket = await app.database.one(
      `SELECT t.number, t.reply_count, t.last_reply_at, u.name FROM tickets t JOIN users u ON u.id = t.created_by WHERE t.external_ref = 't-1'`,
    )
    expect(ticket).toEqual({
      number: 'TKT-2026-0007',
      reply_count: 2,
      last_reply_at: '2026-10-02T09:20:00Z',
      name: 'Kari Nordmann',
    })

    const before = await stateOf(app.database)
    const second = await importing(app.database, rows)
    expect(second.json.data).toMatchObject({ clients: { new: 0, unchanged: 1 }, tickets: { new: 0, unchanged: 1 } })
    expect(await stateOf(app.database)).toBe(before)
  })

  test('keeps line breaks and tabs of what invoices show', async () => {
    const { database } = testApp()
    const [description, notes] = ['Setup\n\t2 servers', 'Thank you.\r\nSee you soon.']
    const document = changed(({ invoices }) => {
      invoices[1].line_items[0].description = description
      invoices[1].notes = notes
    })
    expect((await importing(database, document)).problems).toEqual([])
    const imported = `FROM invoices i JOIN invoice_lines l ON l.invoice_id = i.id WHERE i.number = 'INV-2026-0500'`
    expect(await database.all(`SELECT l.description, i.notes ${imported}`)).toEqual([{ description, notes }])
  })

  test('leaves one entry in the audit log, and reserves numbers that look like those issued here', async () => {
    const { database } = testApp()
    await importing(database, rows)
    const entries = await database.all<{ command: string }>('SELECT command FROM audit_log')
    expect(entries).toEqual([{ command: 'import' }])
    const sequence = await database.one(`SELECT last FROM number_sequences WHERE kind = 'INV' AND year = 2026`)
    expect(sequence).toEqual({ last: 500 })
  })

  test('adds a payment to an invoice that is there', async () => {
    const { database } = testApp()
    await importing(database, rows)
    const run = await importing(database, file('payment.json'))
    expect(run.json.data).toMatchObject({ invoices: { unchanged: 1 }, payments: { new: 2 } })
    const invoice = await database.one(`SELECT settled, amount_paid FROM invoices WHERE number = 'INV-2026-0500'`)
    expect(invoice).toEqual({ settled: 'part', amount_paid: 3800 })
    expect((await importing(database, file('payment.json'))).json.data).toMatchObject({ payments: { unchanged: 2 } })
  })

  test('shows its progress on a terminal, on standard error', async () => {
    const { database } = testApp()
    let time = 0
    vi.spyOn(performance, 'now').mockImplementation(() => (time += 300))
    onTestFinished(() => void vi.restoreAllMocks())
    const run = await operator(database, { isInteractive: true })(['import', 'test/server/import/rows.json'])
    expect(run.exitCode).toBe(0)
    expect(run.err).toMatch(/\rChecking: 8 rows/)
    expect(run.err).toMatch(/\rWriting: \d of 8 rows/)
  })

  test('leaves nothing in the folder for temporary files, not even while it runs', async () => {
    const { database } = testApp()
    const folder = mkdtempSync(path.join(tmpdir(), 'clustrix-test-'))
    vi.stubEnv('TMPDIR', folder)
    onTestFinished(() => {
      vi.unstubAllEnvs()
      rmSync(folder, { recursive: true })
    })
    const found: string[][] = []
    const terminal = { isInteractive: true, printError: () => void found.push(readdirSync(folder)) }
    let time = 0
    vi.spyOn(performance, 'now').mockImplementation(() => (time += 300))
    onTestFinished(() => void vi.restoreAllMocks())
    await operator(database, terminal)(['import', 'test/server/import/rows.json'])
    expect(found.length).toBeGreaterThan(2)
    expect(found.flat()).toEqual([])
  })

  test('writes nothing with --dry-run', async () => {
    const { database } = testApp()
    const before = await stateOf(database)
    const run = await importing(database, rows, { options: ['--dry-run'] })
    expect(run.json.data).toMatchObject({ dry_run: true, invoices: { new: 2 } })
    expect(await stateOf(database)).toBe(before)
  })
})

describe('an import is refused, and changes nothing, if', () => {
  test.each<[what: string, contents: string | Uint8Array | object, problems: string[]]>([
    [
      'a total is wrong',
      changed(({ invoices }) => {
        invoices[0].total = '125.01'
        invoices[1].subtotal = '1.00'
        invoices[0].line_items[0].amount = '90.00'
      }),
      [
        'data.json invoices row 1, total: is 125.01, but calculated 125.00',
        'data.json invoices row 1, line_items 1, amount: is 90.00, but calculated 100.00',
        'data.json invoices row 2, subtotal: is 1.00, but calculated 200.00',
      ],
    ],
    [
      'a tax is wrong',
      changed(({ invoices }) => {
        invoices[0].taxes = [
          { category: 'S', rate: '25.00', amount: '24.00' },
          { category: 'Z', rate: '0.00' },
        ]
      }),
      [
        'data.json invoices row 1, taxes S 25.00, amount: is 24.00, but calculated 25.00',
        'data.json invoices row 1, taxes Z 0.00: no line has this category and rate',
      ],
    ],
    [
      'a client is unknown',
      changed(({ invoices, users }) => {
        invoices[0].client_ref = 'nobody'
        users[1].client_id = 99
      }),
      [
        'data.json users row 2, client: there is no client 99 in the files or the database',
        'data.json invoices row 1 (N-1001), client: there is no client nobody in the files or the database',
      ],
    ],
    [
      'a number or address occurs twice',
      changed(({ invoices, users }) => {
        invoices[1].number = 'N-1001'
        users[1].email = 'kari@NORDLYS.example'
      }),
      [
        'data.json users row 2, email: kari@nordlys.example is already in data.json users row 1',
        'data.json invoices row 2 (N-1001), number: N-1001 is already in data.json invoices row 1 (N-1001)',
      ],
    ],
    [
      'payments do not match',
      changed(({ invoices }) => {
        invoices[0].payments[0].amount = '130.00'
        invoices[1].status = 'paid'
      }),
      [
        'data.json invoices row 1 (N-1001), payments: add up to 130.00, but the total is 125.00',
        'data.json invoices row 2 (INV-2026-0500), status: is paid, but its payments make it unpaid',
      ],
    ],
    [
      'a row belongs to another client',
      changed(({ invoices, tickets }) => {
        invoices[0].subscription_ref = null
        invoices[0].subscription_id = 31
        tickets[0].created_by = { id: 7 }
      }),
      [
        'data.json invoices row 1 (N-1001), subscription: subscription 31 belongs to another client',
        'data.json tickets row 1, created_by: user 7 belongs to another client',
      ],
    ],
    [
      'fields are wrong',
      changed(({ clients, invoices, subscriptions }) => {
        clients[0].currency = 'XXX'
        clients[0].phone = '1'
        subscriptions[0].status = 'paused'
        invoices[0].due_date = '2026-02-30'
        invoices[1].line_items[0].quantity = 2
      }),
      [
        'data.json clients row 1: unknown field phone',
        'data.json subscriptions row 1, paused_at: is required for a paused subscription',
        'data.json invoices row 1, due_date: is "2026-02-30", but must be a valid date',
        'data.json invoices row 2, line_items 1 quantity: is 2, but must be a string',
      ],
    ],
    [
      'texts have control characters',
      changed(({ clients, users, subscriptions, invoices, tickets }) => {
        clients[0].name = 'Nordlys\u001b[2J'
        clients[0].address.line1 = 'Storgata 1\nTromsø'
        users[0].email = 'kari\u0007@nordlys.example'
        subscriptions[0].name = 'Hosting\u2028'
        invoices[0].line_items[0].description = 'October\u0000'
        invoices[1].line_items[0].description = 'Setup\u001b[2J'
        invoices[0].payments[0].reference = 'a\tb'
        tickets[0].subject = 'Back\rups'
        tickets[0].replies[0].author.name = 'Maya\u009b'
      }),
      [
        `data.json clients row 1, name: is "Nordlys\\u001b[2J", ${ONE_LINE}`,
        `data.json clients row 1, address line1: is "Storgata 1\\nTromsø", ${ONE_LINE}`,
        'data.json users row 1, email: is "kari\\u0007@nordlys.example", but must match ^[^@\\s\\p{Cc}]+@[^@\\s\\p{Cc}]+$',
        `data.json subscriptions row 1, name: is "Hosting\u2028", ${ONE_LINE}`,
        'data.json invoices row 1, line_items 1 description: has characters that cannot be stored',
        `data.json invoices row 1, payments 1 reference: is "a\\tb", ${ONE_LINE}`,
        'data.json invoices row 2, line_items 1 description: is "Setup\\u001b[2J", but must be visible text, without control characters other than line breaks and tabs',
        `data.json tickets row 1, subject: is "Back\\rups", ${ONE_LINE}`,
        `data.json tickets row 1, replies 1 author name: is "Maya\u009b", ${ONE_LINE}`,
      ],
    ],
    ['it is truncated', rows.slice(0, -30), ['data.json: byte 3079: the file ends too early; is it complete?']],
    ['it is a list', '[]', ['data.json: byte 1: the document must be an object of lists, such as {"clients": […]}']],
    [
      'it is not UTF-8',
      new Uint8Array(Buffer.from('{"clients": [{"name": "Tromsø"}]}', 'latin1')),
      ['data.json: byte 29: not UTF-8; convert the file to UTF-8'],
    ],
    ['it is not JSON', '{"clients": [{"name": Acme}]}', ['data.json: clients row 1, from byte 14: not valid JSON']],
    [
      'it has an unknown list',
      '{"customers": [{}, {}]}',
      ['data.json customers: unknown list; known are clients, users, subscriptions, invoices, tickets'],
    ],
  ])('%s', async (_, contents, problems) => {
    const { database } = testApp()
    const before = await stateOf(database)
    const run = await importing(database, contents)
    expect(run.problems).toEqual(problems)
    expect(run.exitCode).toBe(1)
    expect(await stateOf(database)).toBe(before)
  })

  test('a row differs from the database', async () => {
    const { database } = testApp()
    await importing(database, rows)
    const before = await stateOf(database)
    const run = await importing(
      database,
      changed(({ clients, invoices }) => {
        clients[0].name = 'Sørlys AS'
        invoices[0].line_items[0].unit_price = '101.00'
        invoices[0].total = '126.25'
        invoices[0].payments[0].amount = '126.25'
      }),
    )
    expect(run.problems).toEqual([
      'data.json clients row 1, name: is "Sørlys AS", but "Nordlys AS" in the database',
      'data.json invoices row 1 (N-1001), subtotal: is 101.00, but 100.00 in the database',
      'data.json invoices row 1 (N-1001), tax_total: is 25.25, but 25.00 in the database',
      'data.json invoices row 1 (N-1001), total: is 126.25, but 125.00 in the database',
      'data.json invoices row 1 (N-1001), line_items: differ from those in the database',
      'data.json invoices row 1, payments 1, amount: is 126.25, but 125.00 in the database',
    ])
    expect(await stateOf(database)).toBe(before)
  })

  test('a payment would exceed the total of an invoice that is there', async () => {
    const { database } = testApp()
    await importing(database, rows)
    const run = await importing(database, file('payment.json').replace('"38.00"', '"238.01"'))
    expect(run.problems).toEqual([
      'data.json invoices row 1, payments 1, amount: the payments of INV-2026-0500 would add up to 238.01, but its total is 238.00',
    ])
  })

  test('more than 1,000 faults are found, and the first 1,000 are listed', async () => {
    const { database } = testApp()
    const run = await importing(database, { clients: Array.from({ length: 1001 }, () => ({})) })
    expect(run.problems).toHaveLength(1000)
    expect(run.json.error?.message).toBe('Nothing was imported: 3003 problems, the first 1000 are')
  })
})
