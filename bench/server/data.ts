import { argon2Sync, hash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import Sqlite from 'better-sqlite3'

/** Who the requests come from, and what they ask for. */
export interface TestData {
  token: string
  email: string
  password: string
  /** An invoice of the user's client with three lines, two taxes and a payment. */
  invoiceId: number
  /** Invoices of the client, from 1 to this id. */
  invoiceCount: number
  /** An invoice of another client. */
  foreignInvoiceId: number
}

/** One in so many invoices is overdue, the others are paid. */
const OVERDUE_EVERY = 33
const TICKETS = 200
const ENTROPY = 'a'.repeat(40)
/** The server's tokens end with their CRC-32. */
const SECRET = ENTROPY + crc32(ENTROPY).toString(16).padStart(8, '0')
const PASSWORD = 'correct horse battery staple'
const EMAIL = 'user@client-1.example'
const DAY_MS = 86_400_000

/** Fills a file that the server has just migrated: some invoices of one client, and one of another. */
export function fill(file: string, invoiceCount: number): TestData {
  const sqlite = new Sqlite(file)
  const insert = (table: string) => {
    const statements = new Map<string, Sqlite.Statement>()
    return (row: Record<string, string | number | null>) => {
      const columns = Object.keys(row)
      const key = columns.join()
      const sql = `INSERT INTO ${table} (${key}) VALUES (${columns.map(column => `:${column}`)})`
      const statement = statements.get(key) ?? sqlite.prepare(sql)
      statements.set(key, statement)
      statement.run(row)
    }
  }
  const now = Date.now()
  const today = dateBefore(now, 0)
  const midnight = `${today}T00:00:00Z`

  sqlite.transaction(() => {
    const addClient = insert('clients')
    const addUser = insert('users')
    for (const id of [1, 2]) {
      addClient({ id, name: `Client ${id}`, line1: 'Main Street 1', city: 'Berlin', country: 'DE', currency: 'EUR' })
      const email = `user@client-${id}.example`
      const user = { id, client_id: id, email, email_normalised: email, name: `User ${id}` }
      addUser({ ...user, password_hash: passwordHash(), created_at: midnight })
      const token = { id, user_id: id, name: 'Benchmark', secret_hash: hash('sha256', SECRET) }
      insert('tokens')({ ...token, created_at: midnight, last_used_at: null })
    }
    const takeOrdinal = sqlite.prepare<[number, string], number>(TAKE_ORDINAL).pluck()
    const nextSeq = (clientId: number, kind: string) => takeOrdinal.all(clientId, kind)[0] ?? 0
    addInvoices(insert, nextSeq, invoiceCount, now)
    addTickets(insert, nextSeq, midnight)
    sqlite.exec(COUNT_STATES)
    const year = Number(today.slice(0, 4))
    insert('number_sequences')({ kind: 'TKT', year, last: TICKETS })
  })()
  sqlite.pragma('wal_checkpoint(TRUNCATE)')
  sqlite.close()
  const invoices = { invoiceId: invoiceCount / 2, invoiceCount, foreignInvoiceId: invoiceCount + 1 }
  return { token: `1|${SECRET}`, email: EMAIL, password: PASSWORD, ...invoices }
}

/** Rows are added to the list of their client: see server/database/ordinals.ts. */
const TAKE_ORDINAL = `
  INSERT INTO client_lists (client_id, kind, last) VALUES (?, ?, 1)
  ON CONFLICT (client_id, kind) DO UPDATE SET last = client_lists.last + 1 RETURNING last`
const COUNT_STATES = `
  INSERT INTO block_counts (client_id, kind, state, first, due_date, count)
    SELECT client_id, 'invoices', settled, seq / 8192 * 8192, '', count(*) FROM invoices WHERE settled = 'paid' GROUP BY 1, 4;
  INSERT INTO block_counts (client_id, kind, state, first, due_date, count)
    SELECT client_id, 'invoices', settled, seq / 65536 * 65536, due_date, count(*) FROM invoices WHERE settled = 'unpaid'
    GROUP BY 1, 4, 5;
  INSERT INTO block_counts (client_id, kind, state, first, due_date, count)
    SELECT client_id, 'tickets', state, seq / 8192 * 8192, '', count(*) FROM tickets GROUP BY 1, 3, 4`

type NextSeq = (clientId: number, kind: 'invoices' | 'tickets') => number
type Insert = (table: string) => (row: Record<string, string | number | null>) => void

function addInvoices(insert: Insert, nextSeq: NextSeq, count: number, now: number): void {
  const [addInvoice, addLine, addTax, addPayment] = ['invoices', 'invoice_lines', 'invoice_taxes', 'payments'].map(
    insert,
  )
  for (let id = 1; id <= count + 1; id++) {
    const isOverdue = id % OVERDUE_EVERY === 0
    const issued = dateBefore(now, 100 + (count - id) / 50)
    const due = dateBefore(now, 30 + (count - id) / 50)
    const time = `${issued}T09:00:00Z`
    const amounts = { subtotal: 30_000, discount_total: 0, tax_total: 3_900, total: 33_900 }
    const clientId = id > count ? 2 : 1
    addInvoice?.({
      id,
      client_id: clientId,
      seq: nextSeq(clientId, 'invoices'),
      settled: isOverdue ? 'unpaid' : 'paid',
      number: `INV-${issued.slice(0, 4)}-${String(id).padStart(5, '0')}`,
      state: 'open',
      currency: 'EUR',
      issue_date: issued,
      due_date: due,
      ...amounts,
      amount_paid: isOverdue ? 0 : amounts.total,
      paid_at: isOverdue ? null : time,
      notes: 'Thank you for your business.',
      bill_to_name: 'Client 1',
      bill_to_email: 'accounts@client-1.example',
      bill_to_line1: 'Main Street 1',
      bill_to_city: 'Berlin',
      bill_to_postal_code: '10115',
      bill_to_country: 'DE',
      created_at: time,
      updated_at: time,
    })
    for (const position of [1, 2, 3]) {
      addLine?.({
        client_id: clientId,
        invoice_id: id,
        position,
        description: `Managed server, size ${position}, with backups and monitoring`,
        quantity: 10_000,
        unit_price: 100_000_000,
        discount: 0,
        tax_rate: position === 1 ? 700 : 1_600,
        tax_category: 'S',
        amount: 10_000,
        period_start: issued,
        period_end: issued,
      })
    }
    addTax?.({
      client_id: clientId,
      invoice_id: id,
      category: 'S',
      rate: 1_600,
      name: 'VAT',
      taxable_amount: 20_000,
      amount: 3_200,
    })
    addTax?.({
      client_id: clientId,
      invoice_id: id,
      category: 'S',
      rate: 700,
      name: 'VAT',
      taxable_amount: 10_000,
      amount: 700,
    })
    if (isOverdue) continue
    const payment = {
      client_id: clientId,
      invoice_id: id,
      amount: amounts.total,
      currency: 'EUR',
      method: 'card',
      status: 'succeeded',
    }
    addPayment?.({ ...payment, reference: `ch_${id}`, paid_at: time, created_at: time })
  }
}

function addTickets(insert: Insert, nextSeq: NextSeq, time: string): void {
  const add = insert('tickets')
  for (let id = 1; id <= TICKETS; id++) {
    const number = `TKT-${time.slice(0, 4)}-${String(id).padStart(4, '0')}`
    const text = { subject: 'Disk is full', body: 'On web-3.', priority: 'medium', category: 'technical' }
    const seq = nextSeq(1, 'tickets')
    add({ id, client_id: 1, seq, number, ...text, state: 'open', created_by: 1, created_at: time, updated_at: time })
  }
}

const dateBefore = (now: number, days: number) => new Date(now - days * DAY_MS).toISOString().slice(0, 10)

/** A PHC string with the server's cost. */
function passwordHash(): string {
  const nonce = randomBytes(16)
  const cost = { memory: 19_456, passes: 2, parallelism: 1 }
  const tag = argon2Sync('argon2id', { message: PASSWORD, nonce, tagLength: 32, ...cost })
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replaceAll('=', '')
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(nonce)}$${base64(tag)}`
}
