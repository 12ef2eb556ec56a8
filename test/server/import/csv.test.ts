import { describe, expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { stateOf } from '../../support/state.ts'
import { importing } from './importing.ts'

const CLIENTS = `external_ref,name,line1,city,country,currency
c-1,"Nordlys ""AS"", Tromsø",Storgata 1,Tromsø,NO,EUR\r
c-2,Second,Gate 2,Oslo,NO,EUR

`

const INVOICES = `number;client_id;currency;issue_date;due_date;total;description;quantity;unit_price;tax_rate;tax_category
F-1;4;EUR;2026-03-01;2026-03-15 00:00:00;125,5;Hosting;1,5000;70;19;S
F-1;4;EUR;2026-03-01;2026-03-15 00:00:00;125,5;Domain;1;0,55;0,000;Z
F-2;4;EUR;2026-03-02;2026-03-15;;"Hosting
of ""mail""";2;0,215;19,00;S
`

const csv = (name: string, options: string[] = []) => ({ name, options })

describe('a CSV file', () => {
  test('of clients has quotes, CR LF, empty lines and a byte order mark', async () => {
    const { database } = testApp()
    const run = await importing(database, `\ufeff${CLIENTS}`, csv('clients.csv'))
    expect(run.problems).toEqual([])
    const rows = await database.all(`SELECT name, city FROM clients WHERE external_ref IS NOT NULL ORDER BY id`)
    expect(rows).toEqual([
      { name: 'Nordlys "AS", Tromsø', city: 'Tromsø' },
      { name: 'Second', city: 'Oslo' },
    ])
    expect((await importing(database, CLIENTS, csv('clients.csv'))).json.data).toMatchObject({
      clients: { new: 0, unchanged: 2 },
    })
  })

  test('of invoices has a row for each line, line breaks, semicolons and decimal commas', async () => {
    const { database } = testApp()
    const run = await importing(database, INVOICES, csv('invoices.csv', ['--delimiter', ';', '--decimal', ',']))
    expect(run.problems).toEqual([])
    const invoices = await database.all(`SELECT number, total, due_date, bill_to_city FROM invoices WHERE imported = 1`)
    expect(invoices).toEqual([
      { number: 'F-1', total: 12_550, due_date: '2026-03-15', bill_to_city: 'Berlin' },
      { number: 'F-2', total: 51, due_date: '2026-03-15', bill_to_city: 'Berlin' },
    ])
    const lines = await database.all(`SELECT description FROM invoice_lines ORDER BY id DESC LIMIT 1`)
    expect(lines).toEqual([{ description: 'Hosting\nof "mail"' }])
  })

  test('of payments settles invoices that are there', async () => {
    const { database } = testApp()
    await importing(database, INVOICES, csv('invoices.csv', ['--delimiter', ';', '--decimal', ',']))
    const payments = 'key,invoice,amount,paid_at\np-1,F-1,125.5,2026-03-03 10:00:00\n'
    const options = ['--map', 'key=external_ref', '--set', 'method=bank_transfer', '--set', 'status=succeeded']
    const run = await importing(database, payments, csv('payments.csv', options))
    expect(run.problems).toEqual([])
    const invoice = await database.one(`SELECT settled, paid_at FROM invoices WHERE number = 'F-1'`)
    expect(invoice).toEqual({ settled: 'paid', paid_at: '2026-03-03T10:00:00Z' })
  })

  test('is shown by a dry run as it would be, with mapped columns and its encoding', async () => {
    const { database } = testApp()
    const before = await stateOf(database)
    const text = 'Kunde;Navn;Fax\n7;Bjørn & Søn €;-\n'
    const bytes = Uint8Array.from(text, character => (character === '€' ? 0x80 : character.charCodeAt(0)))
    const set = ['line1=1', 'city=Oslo', 'country=NO', 'currency=EUR'].flatMap(each => ['--set', each])
    const map = ['Kunde=external_ref', 'Navn=name', '*='].flatMap(each => ['--map', each])
    const options = ['--as', 'clients', '--delimiter', ';', '--encoding', 'windows-1252', '--dry-run', ...map, ...set]
    const run = await importing(database, bytes, csv('list.csv', options))
    expect(run.problems).toEqual([])
    expect(run.json.data).toMatchObject({
      dry_run: true,
      clients: { new: 1 },
      preview: [
        {
          place: 'list.csv row 2',
          row: {
            external_ref: '7',
            name: 'Bjørn & Søn €',
            address: { line1: '1', city: 'Oslo', country: 'NO' },
            currency: 'EUR',
          },
        },
      ],
    })
    expect(await stateOf(database)).toBe(before)
  })
})

describe('a CSV file is refused, and nothing changes, if', () => {
  test.each<[what: string, contents: string | Uint8Array, name: string, problems: string[]]>([
    [
      'a quote is not closed',
      'external_ref,name\n1,"A\n2,B\n',
      'clients.csv',
      ['clients.csv: row 2: a quote is not closed'],
    ],
    [
      'a quote is inside a value',
      'name\nA "B"\n',
      'clients.csv',
      ['clients.csv: row 2: a quote inside a value that is not quoted'],
    ],
    ['text follows a quote', 'name\n"A" B\n', 'clients.csv', ['clients.csv: row 2: text after a closing quote']],
    [
      'it is not UTF-8',
      Uint8Array.from('name\nBjørn\n', character => character.charCodeAt(0)),
      'clients.csv',
      ['clients.csv: byte 8: not UTF-8; name the encoding of the file, such as --encoding windows-1252'],
    ],
    [
      'a row has too few values',
      'external_ref,name\n1\n',
      'clients.csv',
      ['clients.csv row 2: has 1 values, but the header has 2'],
    ],
    [
      'a column has no field',
      'name,Fax\nA,1\n',
      'clients.csv',
      ['clients.csv row 1: the column Fax has no field; use --map "Fax=FIELD", or "*=" to ignore all others'],
    ],
    ['it is empty', '', 'clients.csv', ['clients.csv: the file is empty']],
    [
      'rows of an invoice differ',
      `number,client_id,currency,issue_date,due_date,description,quantity,unit_price,tax_rate,tax_category
F-1,4,EUR,2026-03-01,2026-03-15,A,1,1.00,19.00,S
F-1,4,EUR,2026-03-02,2026-03-15,B,1,1.00,19.00,S
F-2,4,EUR,2026-03-01,2026-03-15,B,1,1.000.00,19.00,S
F-1,4,EUR,2026-03-01,2026-03-15,B,1,1.00,19.00,S
`,
      'invoices.csv',
      [
        'invoices.csv row 3, issue_date: is 2026-03-02, but 2026-03-01 in the first row of the invoice',
        'invoices.csv row 4, line_items 1 unit_price: is "1.000.00", but must match ^\\d+(\\.\\d{1,6})?$',
        'invoices.csv row 5 (F-1), number: F-1 is already in invoices.csv row 2 (F-1)',
      ],
    ],
    [
      'the invoice of a payment is unknown',
      'external_ref,invoice,amount,method,status\n1,X-1,1.00,card,pending\n',
      'payments.csv',
      ['payments.csv row 2, invoice: there is no invoice X-1 in the files or the database'],
    ],
  ])('%s', async (_, contents, name, problems) => {
    const { database } = testApp()
    const before = await stateOf(database)
    const run = await importing(database, contents, csv(name))
    expect(run.problems).toEqual(problems)
    expect(run.exitCode).toBe(1)
    expect(await stateOf(database)).toBe(before)
  })

  test('nothing says what it contains', async () => {
    const run = await importing(testApp().database, 'name\n', csv('list.csv'))
    expect(run.exitCode).toBe(2)
  })
})
