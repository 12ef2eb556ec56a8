import { describe, expect, test } from 'vitest'
import type { LoginRow, LoginWindow, TokenRow } from '../../../server/auth/store.ts'
import { openFile } from '../../../server/database/sqlite/node.ts'
import type { StoredResponse } from '../../../server/idempotency/store.ts'
import type { InvoiceDetailRow, InvoiceRow, LineRow, PaymentRow, TaxRow } from '../../../server/invoices/rows.ts'
import type { SubscriptionRow } from '../../../server/subscriptions/store.ts'
import type { TicketRow } from '../../../server/tickets/store.ts'
import { operations } from '../../support/operations.ts'
import { postgresTexts, recordAll, recordCommands } from './recorded.ts'
import { serverSources, sqlOf } from './sources.ts'

const empty = await openFile(':memory:')

const recorded = [...(await recordAll())]
const all = [...recorded, ...(await recordCommands())]
/** All lists but invoices and tickets, which have ordinals. Resolved tickets are scanned too. */
const scannedLists = operations.filter(({ hasQuery }) => hasQuery).length - 2
const flat = (sql: string) => sql.replaceAll(/\s+/g, ' ').trim()
const texts = all.map(([sql, params]) => [flat(sql), sql, params] as const)

describe('the SQL of the server', () => {
  test.each(texts)('is prepared on an empty database: %s', (_, sql) => {
    expect(() => empty.columns(sql)).not.toThrow()
  })

  test('consists of constants into which only other constants are interpolated', () => {
    const values = serverSources
      .flatMap(([file, text]) => sqlOf(file, text))
      .flatMap(({ place, between }) => between.map(value => ({ place, value })))
      .filter(({ value }) => !/^[A-Z][A-Z_]*$/.test(value))
    // Interpolate the names of tables and columns, which come from code and from the schema.
    const named = /^server\/database\/(insert-row|delete-expired|copy\/table|postgres\/copy-target)\.ts:/
    expect(values.filter(({ place }) => !named.test(place))).toEqual([])
    const inserted = values.filter(({ place }) => place.startsWith('server/database/insert-row.ts:'))
    const places = new Set(inserted.map(({ value }) => value))
    expect([...places].toSorted()).toEqual(['columns', 'table', 'value', 'values'])
  })

  test('an interpolated value is detected', () => {
    const given = `const A = \`SELECT \${B} FROM a WHERE id = \${id}\`; const C = 'DELETE FROM a WHERE id = ' + id`
    expect(sqlOf('a.ts', given).flatMap(({ between }) => between)).toEqual([
      'B',
      'id',
      "'DELETE FROM a WHERE id = ' + id",
    ])
  })

  test('is covered completely by these tests', () => {
    const asked = [...texts.map(([text]) => text), ...[...postgresTexts].map(flat)]
    const contains = (text: string, parts: string[]) => {
      let from = 0
      return parts.every(part => {
        const at = text.indexOf(flat(part), from)
        from = at + flat(part).length
        return at !== -1
      })
    }
    // Migrations run before there is a Database that could record them, an import has a temporary database of its own, a copy reads a
    // file and writes to another database, and PostgreSQL alone counts requests and is asked for its standby.
    const elsewhere = [
      /^server\/database\/((sqlite|postgres)\/migrate|copy\/table|sqlite\/copy-source)\.ts$/,
      /^server\/database\/postgres\/(copy-target|synchronous-standby)\.ts$/,
      /^server\/(import\/staging|auth\/database-counters)\.ts$/,
    ]
    const sources = serverSources.filter(([file]) => !elsewhere.some(place => place.test(file)))
    const literals = sources.flatMap(([file, text]) => sqlOf(file, text))
    expect(literals.length).toBeGreaterThan(40)
    const unasked = literals.filter(({ parts }) => !asked.some(text => contains(text, parts)))
    expect(unasked.map(({ place }) => place)).toEqual([])
  })
})

describe('the query plan', () => {
  const ORDERED = 'USE TEMP B-TREE FOR ORDER BY'

  /** What is meant to be sorted: a page up to max_id, rows that were found by their date, and the sums of blocks by date. */
  function sortsOf(text: string): string[] {
    if (/^SELECT l\.last .* <= :max_id|ORDER BY \+/.test(text)) return [ORDERED]
    if (!text.startsWith('WITH listed')) return []
    const sums = text.includes('GROUP BY first') ? [ORDERED] : []
    return [...(text.includes('counts_of_state') ? ['USE TEMP B-TREE FOR GROUP BY'] : []), ...sums, ORDERED]
  }

  /** Rows that the statement itself has computed or read from an index. */
  const isComputed = (text: string, table: string) =>
    /^(CONSTANT ROW|\(subquery)/.test(table) ||
    [`${table} AS (`, `${table} AS MATERIALIZED (`, `) AS ${table} `].some(part => text.includes(part))

  // Operator's commands read the currency of all clients, the years of numbers, and everything for `check`.
  const SMALL =
    /^SELECT CASE WHEN EXISTS \(SELECT 1 FROM clients\)|^INSERT INTO |^SELECT DISTINCT currency FROM clients|FROM number_sequences|FROM pragma_/

  test.each(texts)('of %s uses an index and does not sort', async (text, sql, params) => {
    const steps = await empty.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params)
    const costly = steps
      .map(({ detail }) => detail.replace(/ LEFT-JOIN$/, ''))
      .filter(detail => /^SCAN |TEMP B-TREE|AUTOMATIC/.test(detail))
      .filter(detail => !isComputed(text, detail.replace('SCAN ', '')))
    expect(SMALL.test(text) ? [] : costly).toEqual(sortsOf(text))
  })

  test('of a list of invoices counts no more rows than one block has', () => {
    const counting = texts
      .map(([text]) => text)
      .filter(text => /count\(\*\).* FROM invoices i WHERE i\.client_id/.test(text))
    const isBounded = (text: string) =>
      /CASE WHEN is_near_end THEN included\.seq \+ 1 ELSE included\.first END AND seq <= CASE WHEN is_near_end THEN included\.first \+ \d+ - 1 ELSE included\.seq END\) AS counted/.test(
        text,
      )
    expect(counting.length).toBe(12)
    expect(counting.filter(text => !isBounded(text))).toEqual([])
  })

  test('for past-due subscriptions uses the index made for them', async () => {
    const asking = texts.filter(([text]) => text.includes('i.last_payment_failed = 1'))
    expect(asking.length).toBeGreaterThan(4)
    for (const [, sql, params] of asking) {
      const steps = await empty.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params)
      const ofInvoices = steps.map(({ detail }) => detail).filter(detail => / i USING /.test(detail))
      expect(ofInvoices).not.toEqual([])
      expect(ofInvoices.filter(detail => !detail.includes('COVERING INDEX invoices_owed_for_subscription'))).toEqual([])
    }
  })

  test('of a text without an index is detected', async () => {
    const steps = await empty.all<{ detail: string }>('EXPLAIN QUERY PLAN SELECT id FROM payments ORDER BY amount')
    expect(steps.map(({ detail }) => detail)).toEqual(['SCAN payments', 'USE TEMP B-TREE FOR ORDER BY'])
  })
})

describe('the columns of', () => {
  /** All keys of a row's type: a missing or extra one does not compile. */
  const columnsOf = <Row>(columns: Record<keyof Row & string, true>) => Object.keys(columns).toSorted()

  const invoice = {
    id: true,
    client_id: true,
    number: true,
    status: true,
    currency: true,
    issue_date: true,
    due_date: true,
    subtotal: true,
    discount_total: true,
    tax_total: true,
    total: true,
    amount_paid: true,
    subscription_id: true,
    paid_at: true,
    voided_at: true,
    created_at: true,
    updated_at: true,
  } as const
  const ticket = {
    id: true,
    client_id: true,
    number: true,
    subject: true,
    status: true,
    priority: true,
    category: true,
    created_by: true,
    creator: true,
    reply_count: true,
    last_reply_at: true,
    resolved_at: true,
    closed_at: true,
    state: true,
    created_at: true,
    updated_at: true,
  } as const

  const rows: [name: string, columns: string[], texts: number][] = [
    [
      'a token with its user',
      columnsOf<TokenRow>({
        secret_hash: true,
        token_id: true,
        token_name: true,
        token_created_at: true,
        last_used_at: true,
        expires_at: true,
        user_id: true,
        client_id: true,
        client_name: true,
        user_name: true,
        email: true,
        user_created_at: true,
        disabled_at: true,
      }),
      1,
    ],
    [
      'a login',
      columnsOf<LoginRow>({
        id: true,
        email: true,
        client_id: true,
        client_name: true,
        password_hash: true,
        password_imported: true,
        disabled_at: true,
      }),
      1,
    ],
    ['a window of logins', columnsOf<LoginWindow>({ window_start: true, count: true }), 1],
    ['an invoice of a page', [...columnsOf<InvoiceRow>(invoice), 'list_max_id', 'list_total'].toSorted(), 8],
    ['an invoice of a filtered page', [...columnsOf<InvoiceRow>(invoice), 'list_total'].toSorted(), 6],
    [
      'an invoice in detail',
      columnsOf<InvoiceDetailRow>({
        ...invoice,
        po_number: true,
        notes: true,
        bill_to_name: true,
        bill_to_email: true,
        bill_to_tax_id: true,
        bill_to_line1: true,
        bill_to_line2: true,
        bill_to_city: true,
        bill_to_region: true,
        bill_to_postal_code: true,
        bill_to_country: true,
      }),
      1,
    ],
    [
      'a line',
      columnsOf<LineRow>({
        id: true,
        position: true,
        description: true,
        quantity: true,
        unit_price: true,
        discount: true,
        tax_rate: true,
        tax_category: true,
        amount: true,
        period_start: true,
        period_end: true,
        subscription_id: true,
      }),
      1,
    ],
    [
      'a tax',
      columnsOf<TaxRow>({
        name: true,
        category: true,
        rate: true,
        taxable_amount: true,
        amount: true,
        exemption_reason: true,
      }),
      1,
    ],
    [
      'a payment',
      columnsOf<PaymentRow>({
        id: true,
        amount: true,
        currency: true,
        method: true,
        status: true,
        reference: true,
        paid_at: true,
        created_at: true,
      }),
      1,
    ],
    [
      'a subscription',
      columnsOf<SubscriptionRow>({
        id: true,
        client_id: true,
        name: true,
        state: true,
        status: true,
        currency: true,
        amount: true,
        quantity: true,
        interval: true,
        interval_count: true,
        started_at: true,
        trial_ends_at: true,
        period_start: true,
        period_end: true,
        period_anchor: true,
        paused_at: true,
        resume_at: true,
        cancelled_at: true,
        cancellation_reason: true,
        ends_at: true,
        paused_by: true,
        cancelled_by: true,
        invoiced_until: true,
        created_at: true,
        updated_at: true,
      }),
      3,
    ],
    ['a resolved ticket', columnsOf<TicketRow>(ticket), 1],
    ['a ticket of a page', [...columnsOf<TicketRow>(ticket), 'list_max_id', 'list_total'].toSorted(), 6],
    ['a ticket of a filtered page', [...columnsOf<TicketRow>(ticket), 'list_total'].toSorted(), 4],
    ['a ticket in detail', columnsOf<TicketRow & { body: string }>({ ...ticket, body: true }), 1],
    [
      'a new ticket',
      Object.keys({ ...ticket, body: true })
        .filter(name => name !== 'creator')
        .toSorted(),
      1,
    ],
    ['a reply', ['author_name', 'author_type', 'body', 'created_at', 'id', 'ticket_id'], 1],
    ['a reply of a thread', ['author_name', 'author_type', 'body', 'characters', 'created_at', 'id', 'ticket_id'], 1],
    [
      'a stored response',
      columnsOf<StoredResponse & { fingerprint: string }>({
        fingerprint: true,
        status: true,
        body: true,
        location: true,
      }),
      1,
    ],
    ['the total and newest row of a list', ['newest', 'total'], 2 * scannedLists + 1],
    ['an invoice to settle', ['client_id', 'due_date', 'paid_at', 'seq', 'settled', 'state', 'total'], 1],
    [
      'the payments of an invoice',
      ['amount_paid', 'last_failed_id', 'last_id', 'last_paid_at', 'refunds', 'standing'],
      1,
    ],
    ['the current seller', ['content', 'created_at', 'id', 'sha256'], 1],
    ['a ticket to reopen', ['client_id', 'seq', 'state'], 1],
  ]
  const resultColumns = recorded.map(([sql]) => empty.columns(sql).toSorted()).filter(columns => columns.length > 1)

  test.each(rows)('%s are the keys of its type', (_, columns, count) => {
    expect(resultColumns.filter(each => each.join() === columns.join()).length).toBe(count)
  })

  test('all texts with more than one column are listed above', () => {
    const known = rows.map(([, columns]) => columns.join())
    expect(resultColumns.filter(columns => !known.includes(columns.join()))).toEqual([])
  })
})
