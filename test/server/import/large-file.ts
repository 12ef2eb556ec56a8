import { closeSync, openSync, writeSync } from 'node:fs'

const LINES = [
  { description: 'Managed hosting', quantity: '1', unit_price: '100.00', tax_rate: '19.00', tax_category: 'S' },
  { description: 'Backup storage', quantity: '12.5', unit_price: '0.215', tax_rate: '19.00', tax_category: 'S' },
  { description: 'Domain', quantity: '1', unit_price: '9.00', discount: '1.00', tax_rate: '7.00', tax_category: 'S' },
]

const place = (n: number) => String(n).padStart(7, '0')

/** Writes an import with invoices of many clients. Each has three lines and a payment. */
export function writeLargeFile(file: string, { clients, invoices }: { clients: number; invoices: number }): void {
  const handle = openSync(file, 'w')
  const write = (list: string, count: number, row: (n: number) => object, end: string) => {
    writeSync(handle, `"${list}": [\n`)
    let text = ''
    for (let n = 1; n <= count; n++) {
      text += `${JSON.stringify(row(n))}${n < count ? ',\n' : '\n'}`
      if (text.length < 100_000 && n < count) continue
      writeSync(handle, text)
      text = ''
    }
    writeSync(handle, `]${end}\n`)
  }
  writeSync(handle, '{\n')
  const client = (n: number) => ({
    external_ref: `c-${n}`,
    name: `Client ${n}`,
    address: { line1: 'Hauptstr. 5', city: 'Berlin', postal_code: '10115', country: 'DE' },
    currency: 'EUR',
  })
  const user = (n: number) => ({ client_ref: `c-${n}`, email: `user${n}@example.com`, name: `User ${n}` })
  const invoice = (n: number) => ({
    number: `A-${place(n)}`,
    client_ref: `c-${(n % clients) + 1}`,
    status: 'paid',
    currency: 'EUR',
    issue_date: '2026-03-01',
    due_date: '2026-03-15',
    total: '130.76',
    line_items: LINES,
    payments: [
      {
        external_ref: `p-${n}`,
        amount: '130.76',
        method: 'card',
        status: 'succeeded',
        paid_at: '2026-03-02T10:00:00Z',
      },
    ],
  })
  write('clients', clients, client, ',')
  write('users', clients, user, ',')
  write('invoices', invoices, invoice, '\n}')
  closeSync(handle)
}
