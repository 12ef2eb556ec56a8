-- Date-times are text like 2026-11-22T13:05:00Z, dates like 2026-11-22. Money is stored as integer minor units, quantities as
-- integers of 1/10,000, unit prices of 1/1,000,000, and rates of 1/100 percent.

CREATE TABLE settings (
  name TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE clients (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT,
  tax_id TEXT CHECK (length(tax_id) <= 32),
  line1 TEXT NOT NULL,
  line2 TEXT,
  city TEXT NOT NULL,
  region TEXT,
  postal_code TEXT,
  country TEXT NOT NULL CHECK (country GLOB '[A-Z][A-Z]'),
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]')
) STRICT;

CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  email TEXT NOT NULL CHECK (length(email) <= 254),
  email_normalised TEXT NOT NULL UNIQUE CHECK (email_normalised = lower(email_normalised)),
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  disabled_at TEXT CHECK (disabled_at LIKE '____-__-__T__:__:__Z'),
  created_at TEXT NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z')
) STRICT;
CREATE INDEX users_of_client ON users (client_id);

-- AUTOINCREMENT: the id is part of the token and appears in logs, so the id of a revoked token is never used again.
CREATE TABLE tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES users (id),
  name TEXT NOT NULL CHECK (length(name) <= 255),
  secret_hash TEXT NOT NULL CHECK (length(secret_hash) = 64 AND secret_hash NOT GLOB '*[^0-9a-f]*'),
  created_at TEXT NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z'),
  last_used_at TEXT CHECK (last_used_at LIKE '____-__-__T__:__:__Z'),
  expires_at TEXT CHECK (expires_at LIKE '____-__-__T__:__:__Z')
) STRICT;
CREATE INDEX tokens_of_user ON tokens (user_id);

CREATE TABLE login_attempts (
  email TEXT NOT NULL,
  address TEXT NOT NULL,
  window_start TEXT NOT NULL CHECK (window_start LIKE '____-__-__T__:__:__.___Z'),
  count INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (email, address)
) STRICT, WITHOUT ROWID;
CREATE INDEX login_attempts_by_start ON login_attempts (window_start);

CREATE TABLE subscriptions (
  id INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('trialing', 'active', 'paused', 'cancelled')),
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  quantity INTEGER NOT NULL CHECK (quantity >= 1),
  interval TEXT NOT NULL CHECK (interval IN ('day', 'week', 'month', 'year')),
  -- Bounded, so that no period ends after the year 9999: text order is time order only up to there.
  interval_count INTEGER NOT NULL CHECK (interval_count BETWEEN 1 AND 366),
  started_at TEXT NOT NULL CHECK (started_at LIKE '____-__-__T__:__:__Z'),
  trial_ends_at TEXT CHECK (trial_ends_at LIKE '____-__-__T__:__:__Z'),
  period_start TEXT NOT NULL CHECK (period_start LIKE '____-__-__T__:__:__Z'),
  period_end TEXT NOT NULL CHECK (period_end LIKE '____-__-__T__:__:__Z'),
  -- Later periods are counted from this date-time.
  period_anchor TEXT NOT NULL CHECK (period_anchor LIKE '____-__-__T__:__:__Z'),
  paused_at TEXT CHECK (paused_at LIKE '____-__-__T__:__:__Z'),
  resume_at TEXT CHECK (resume_at LIKE '____-__-__T__:__:__Z'),
  cancelled_at TEXT CHECK (cancelled_at LIKE '____-__-__T__:__:__Z'),
  cancellation_reason TEXT CHECK (length(cancellation_reason) <= 1000),
  ends_at TEXT CHECK (ends_at LIKE '____-__-__T__:__:__Z'),
  created_at TEXT NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z'),
  updated_at TEXT NOT NULL CHECK (updated_at LIKE '____-__-__T__:__:__Z'),
  CHECK (period_start <= period_end),
  -- The first period ends with the trial; later periods are counted from its end.
  CHECK (state <> 'trialing' OR (trial_ends_at IS NOT NULL AND period_end = trial_ends_at AND period_anchor = trial_ends_at)),
  CHECK ((state = 'paused') = (paused_at IS NOT NULL)),
  CHECK (state = 'paused' OR resume_at IS NULL),
  CHECK ((state = 'cancelled') = (cancelled_at IS NOT NULL)),
  CHECK ((state = 'cancelled') = (ends_at IS NOT NULL)),
  CHECK (state = 'cancelled' OR cancellation_reason IS NULL)
) STRICT;
CREATE INDEX subscriptions_of_client ON subscriptions (client_id, id, state, trial_ends_at, resume_at);
CREATE INDEX subscriptions_listed ON subscriptions (client_id, id) WHERE state <> 'cancelled';

CREATE TABLE invoices (
  id INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  number TEXT UNIQUE CHECK (length(number) BETWEEN 1 AND 16 AND number NOT GLOB '*[^A-Z0-9/-]*'),
  state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'void')),
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  issue_date TEXT CHECK (issue_date LIKE '____-__-__'),
  due_date TEXT CHECK (due_date LIKE '____-__-__'),
  subtotal INTEGER NOT NULL CHECK (subtotal >= 0),
  discount_total INTEGER NOT NULL CHECK (discount_total >= 0),
  tax_total INTEGER NOT NULL CHECK (tax_total >= 0),
  total INTEGER NOT NULL CHECK (total >= 0),
  -- settleInvoice() derives these three from the payments.
  amount_paid INTEGER NOT NULL DEFAULT 0 CHECK (amount_paid >= 0),
  refunded INTEGER NOT NULL DEFAULT 0 CHECK (refunded IN (0, 1)),
  last_payment_failed INTEGER NOT NULL DEFAULT 0 CHECK (last_payment_failed IN (0, 1)),
  subscription_id INTEGER REFERENCES subscriptions (id),
  paid_at TEXT CHECK (paid_at LIKE '____-__-__T__:__:__Z'),
  voided_at TEXT CHECK (voided_at LIKE '____-__-__T__:__:__Z'),
  po_number TEXT CHECK (length(po_number) <= 64),
  notes TEXT CHECK (length(notes) <= 2000),
  bill_to_name TEXT,
  bill_to_email TEXT,
  bill_to_tax_id TEXT CHECK (length(bill_to_tax_id) <= 32),
  bill_to_line1 TEXT,
  bill_to_line2 TEXT,
  bill_to_city TEXT,
  bill_to_region TEXT,
  bill_to_postal_code TEXT,
  bill_to_country TEXT CHECK (bill_to_country GLOB '[A-Z][A-Z]'),
  created_at TEXT NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z'),
  updated_at TEXT NOT NULL CHECK (updated_at LIKE '____-__-__T__:__:__Z'),
  CHECK ((state = 'draft') = (number IS NULL)),
  CHECK ((state = 'void') = (voided_at IS NOT NULL)),
  CHECK (state = 'draft' OR (issue_date IS NOT NULL AND due_date IS NOT NULL)),
  CHECK (state = 'draft' OR (bill_to_name IS NOT NULL AND bill_to_line1 IS NOT NULL
    AND bill_to_city IS NOT NULL AND bill_to_country IS NOT NULL)),
  CHECK (issue_date <= due_date),
  CHECK (total = subtotal - discount_total + tax_total),
  CHECK (amount_paid <= total),
  CHECK (state = 'open' OR amount_paid = 0),
  CHECK (refunded = 0 OR amount_paid = 0)
) STRICT;
-- For pages of the list, and covering for counts by status.
CREATE INDEX invoices_issued ON invoices (client_id, id, state, refunded, amount_paid, total, due_date)
  WHERE state <> 'draft';
CREATE INDEX invoices_drafts ON invoices (client_id, id) WHERE state = 'draft';
-- Covering, to find out whether a subscription is past due.
CREATE INDEX invoices_owed_for_subscription ON invoices (subscription_id, due_date, last_payment_failed, state, refunded, amount_paid, total)
  WHERE state = 'open' AND refunded = 0 AND amount_paid < total;
CREATE INDEX invoices_of_subscription ON invoices (subscription_id, id) WHERE subscription_id IS NOT NULL;

CREATE TABLE invoice_lines (
  id INTEGER PRIMARY KEY,
  invoice_id INTEGER NOT NULL REFERENCES invoices (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1),
  description TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  unit_price INTEGER NOT NULL CHECK (unit_price >= 0),
  discount INTEGER NOT NULL CHECK (discount >= 0),
  tax_rate INTEGER NOT NULL CHECK (tax_rate BETWEEN 0 AND 10000),
  tax_category TEXT NOT NULL CHECK (tax_category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  period_start TEXT CHECK (period_start LIKE '____-__-__'),
  period_end TEXT CHECK (period_end LIKE '____-__-__'),
  subscription_id INTEGER REFERENCES subscriptions (id),
  UNIQUE (invoice_id, position),
  CHECK ((period_start IS NULL) = (period_end IS NULL)),
  CHECK (period_start <= period_end)
) STRICT;
CREATE INDEX invoice_lines_of_subscription ON invoice_lines (subscription_id, invoice_id)
  WHERE subscription_id IS NOT NULL;

CREATE TABLE invoice_taxes (
  invoice_id INTEGER NOT NULL REFERENCES invoices (id) ON DELETE CASCADE,
  category TEXT NOT NULL CHECK (category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
  rate INTEGER NOT NULL CHECK (rate BETWEEN 0 AND 10000),
  name TEXT NOT NULL,
  taxable_amount INTEGER NOT NULL CHECK (taxable_amount >= 0),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  exemption_reason TEXT,
  -- Order of display.
  PRIMARY KEY (invoice_id, rate DESC, category)
) STRICT, WITHOUT ROWID;

CREATE TABLE payments (
  id INTEGER PRIMARY KEY,
  invoice_id INTEGER NOT NULL REFERENCES invoices (id),
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  method TEXT NOT NULL CHECK (method IN ('card', 'bank_transfer', 'direct_debit', 'paypal', 'cash', 'credit', 'other')),
  status TEXT NOT NULL CHECK (status IN ('pending', 'succeeded', 'failed', 'refunded')),
  reference TEXT,
  paid_at TEXT CHECK (paid_at LIKE '____-__-__T__:__:__Z'),
  created_at TEXT NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z'),
  CHECK ((status IN ('succeeded', 'refunded')) = (paid_at IS NOT NULL))
) STRICT;
CREATE INDEX payments_of_invoice ON payments (invoice_id, created_at, id);

CREATE TABLE tickets (
  id INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  number TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
  body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 20000),
  state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'on_hold', 'resolved', 'closed')),
  priority TEXT NOT NULL CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
  category TEXT NOT NULL CHECK (category IN ('general', 'billing', 'technical', 'sales')),
  created_by INTEGER NOT NULL REFERENCES users (id),
  reply_count INTEGER NOT NULL DEFAULT 0 CHECK (reply_count >= 0),
  last_reply_at TEXT CHECK (last_reply_at LIKE '____-__-__T__:__:__Z'),
  resolved_at TEXT CHECK (resolved_at LIKE '____-__-__T__:__:__Z'),
  closed_at TEXT CHECK (closed_at LIKE '____-__-__T__:__:__Z'),
  created_at TEXT NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z'),
  updated_at TEXT NOT NULL CHECK (updated_at LIKE '____-__-__T__:__:__Z'),
  CHECK ((reply_count > 0) = (last_reply_at IS NOT NULL)),
  CHECK (state <> 'resolved' OR resolved_at IS NOT NULL),
  CHECK (state IN ('resolved', 'closed') OR resolved_at IS NULL),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL))
) STRICT;
CREATE INDEX tickets_of_client ON tickets (client_id, id, state, resolved_at);
CREATE INDEX tickets_of_user ON tickets (created_by);

CREATE TABLE ticket_replies (
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL REFERENCES tickets (id),
  body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 20000),
  author_type TEXT NOT NULL CHECK (author_type IN ('client', 'staff', 'system')),
  author_name TEXT NOT NULL,
  user_id INTEGER REFERENCES users (id),
  internal INTEGER NOT NULL DEFAULT 0 CHECK (internal IN (0, 1)),
  created_at TEXT NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z'),
  CHECK (author_type = 'client' OR user_id IS NULL),
  CHECK (author_type <> 'client' OR internal = 0)
) STRICT;
CREATE INDEX ticket_replies_of_ticket ON ticket_replies (ticket_id, created_at, id);
CREATE INDEX ticket_replies_of_user ON ticket_replies (user_id) WHERE user_id IS NOT NULL;

CREATE TABLE idempotency_keys (
  user_id INTEGER NOT NULL REFERENCES users (id),
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  fingerprint TEXT NOT NULL,
  -- 0 until the transaction that claimed the key stores its response.
  status INTEGER NOT NULL CHECK (status = 0 OR status BETWEEN 200 AND 299),
  body TEXT NOT NULL,
  location TEXT,
  created_at TEXT NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z'),
  PRIMARY KEY (user_id, method, path, key)
) STRICT;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

CREATE TABLE number_sequences (
  kind TEXT NOT NULL CHECK (kind IN ('INV', 'TKT')),
  year INTEGER NOT NULL CHECK (year BETWEEN 1970 AND 9999),
  last INTEGER NOT NULL CHECK (last >= 1),
  PRIMARY KEY (kind, year)
) STRICT, WITHOUT ROWID;
