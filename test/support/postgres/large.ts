import type { TestServer } from './server.ts'

/** 200,000 invoices, of which 2% are not paid. */
const invoicesOf = (clients: number) => `
  INSERT INTO invoices (id, client_id, number, state, currency, issue_date, due_date, subtotal, discount_total, tax_total, total,
    amount_paid, paid_at, subscription_id, bill_to_name, bill_to_line1, bill_to_city, bill_to_country, created_at, updated_at, seq,
    settled, seller_id)
  SELECT n, (n - 1) % ${clients} + 1, 'N-' || n, 'open', 'EUR', day, to_char(CAST(day AS date) + 30, 'YYYY-MM-DD'), 100, 0, 19, 119,
    CASE WHEN n % 50 = 0 THEN 0 ELSE 119 END, day || 'T00:00:00Z', ((n - 1) % ${clients}) * 10 + 1, 'Client', 'Street 1', 'Berlin', 'DE',
    day || 'T00:00:00Z', day || 'T00:00:00Z', (n - 1) / ${clients} + 1, CASE WHEN n % 50 = 0 THEN 'unpaid' ELSE 'paid' END, 1
  FROM (SELECT n, to_char(date '2020-01-01' + n / 100, 'YYYY-MM-DD') AS day FROM generate_series(1, 200000) n) AS days`

/** Triggers and foreign keys are off: the rows are as they would be after years, and inserting them takes seconds. */
const ROWS = [
  `INSERT INTO clients (id, name, line1, city, country, currency, external_ref)
    SELECT n, 'Client ' || n, 'Street 1', 'Berlin', 'DE', 'EUR', 'c-' || n FROM generate_series(1, 2000) n`,
  `INSERT INTO users (id, client_id, email, email_normalised, name, password_hash, created_at, external_ref)
    SELECT n, (n - 1) / 2 + 1, n || '@x.example', n || '@x.example', 'User', 'h', '2020-01-01T00:00:00Z', 'u-' || n
    FROM generate_series(1, 4000) n`,
  `INSERT INTO tokens (id, user_id, name, secret_hash, created_at)
    SELECT n, (n - 1) % 4000 + 1, 'CI', repeat('0', 64), '2026-01-01T00:00:00Z' FROM generate_series(1, 20000) n`,
  `INSERT INTO subscriptions (id, client_id, name, state, currency, amount, quantity, interval, interval_count, started_at,
      period_start, period_end, period_anchor, created_at, updated_at, external_ref)
    SELECT n, (n - 1) / 10 + 1, 'Hosting', 'active', 'EUR', 100, 1, 'month', 1, '2020-01-01T00:00:00Z', '2026-11-01T00:00:00Z',
      '2026-12-01T00:00:00Z', '2026-11-01T00:00:00Z', '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z', 's-' || n
    FROM generate_series(1, 20000) n`,
  invoicesOf(2000),
  `INSERT INTO invoice_lines (id, client_id, invoice_id, position, description, quantity, unit_price, discount, tax_rate, tax_category,
      amount, subscription_id)
    SELECT n, (n - 1) % 2000 + 1, n, 1, 'Hosting', 10000, 1000000, 0, 1900, 'S', 100, ((n - 1) % 2000) * 10 + 1
    FROM generate_series(1, 200000) n`,
  `INSERT INTO invoice_taxes (client_id, invoice_id, category, rate, name, taxable_amount, amount)
    SELECT (n - 1) % 2000 + 1, n, 'S', 1900, 'VAT', 100, 19 FROM generate_series(1, 200000) n`,
  `INSERT INTO payments (id, client_id, invoice_id, amount, currency, method, status, paid_at, created_at, external_ref)
    SELECT n, (n - 1) % 2000 + 1, n, 119, 'EUR', 'card', 'succeeded', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'p-' || n
    FROM generate_series(1, 200000) n WHERE n % 50 <> 0`,
  `INSERT INTO billed_periods (client_id, subscription_id, period_start, invoice_id)
    SELECT (n - 1) % 2000 + 1, ((n - 1) % 2000) * 10 + 1, to_char(date '2010-01-01' + n / 2000, 'YYYY-MM-DD') || 'T00:00:00Z', n
    FROM generate_series(1, 100000) n`,
  `INSERT INTO tickets (id, client_id, number, subject, body, state, priority, category, created_by, reply_count, last_reply_at,
      closed_at, created_at, updated_at, seq, external_ref)
    SELECT n, (n - 1) % 2000 + 1, 'TKT-2026-' || n, 'Disk', 'Full', CASE WHEN n % 20 = 0 THEN 'open' ELSE 'closed' END, 'low', 'general',
      ((n - 1) % 2000) * 2 + 1, 2, '2026-01-01T00:00:00Z', CASE WHEN n % 20 = 0 THEN NULL ELSE '2026-01-01T00:00:00Z' END,
      '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', (n - 1) / 2000 + 1, 't-' || n
    FROM generate_series(1, 100000) n`,
  `INSERT INTO ticket_replies (id, client_id, ticket_id, body, author_type, author_name, created_at)
    SELECT n, ((n - 1) / 2) % 2000 + 1, (n - 1) / 2 + 1, 'Reply', 'staff', 'Maya', '2026-01-01T00:00:00Z'
    FROM generate_series(1, 200000) n`,
  `INSERT INTO idempotency_keys (client_id, user_id, method, path, key, fingerprint, status, body, created_at)
    SELECT (n - 1) % 2000 + 1, ((n - 1) % 2000) * 2 + 1, 'POST', '/api/v1/tickets', 'k' || n, 'f', 201, '{}', '2026-11-22T00:00:00Z'
    FROM generate_series(1, 50000) n`,
  `INSERT INTO login_attempts (email, address, window_start, count)
    SELECT n || '@x.example', '203.0.113.1', '2026-11-22T00:00:00.000Z', 1 FROM generate_series(1, 20000) n`,
  `INSERT INTO client_lists (client_id, kind, last)
    SELECT n, kind, 50 FROM generate_series(1, 2000) n CROSS JOIN (VALUES ('invoices'), ('tickets')) AS kinds (kind)`,
  `INSERT INTO block_counts (client_id, kind, state, first, due_date, count)
    SELECT client_id, 'invoices', settled, 0, CASE settled WHEN 'unpaid' THEN due_date ELSE '' END, count(*)
    FROM invoices GROUP BY 1, 3, 5`,
  `INSERT INTO block_counts (client_id, kind, state, first, due_date, count)
    SELECT client_id, 'tickets', state, 0, '', count(*) FROM tickets GROUP BY 1, 3`,
  `INSERT INTO audit_log (id, created_at, system_user, command, subject, details)
    SELECT n, '2026-01-01T00:00:00Z', 'root', 'invoice void', 'invoice 1', '{}' FROM generate_series(1, 50000) n`,
]

/** Fills a database that has its tables with 1.2 million rows. */
export const fillLarge = (server: TestServer, database: string): Promise<void> => fill(server, database, ROWS)

/** Fills a database that has its tables with invoices that are all of one client. */
export const fillOneClient = (server: TestServer, database: string): Promise<void> =>
  fill(server, database, [invoicesOf(1)])

async function fill(server: TestServer, database: string, texts: readonly string[]): Promise<void> {
  const fast = 'SET session_replication_role = replica'
  for (const rows of texts) await server.admin(`${fast}; ${rows.replace('system_user', '"system_user"')}`, database)
  await server.admin('VACUUM ANALYZE', database)
}
