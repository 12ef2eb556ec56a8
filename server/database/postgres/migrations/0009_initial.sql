-- The same schema as that of SQLite after its migration 9. Date-times are text like 2026-11-22T13:05:00Z, dates like 2026-11-22. Money is
-- stored as integer minor units, quantities as integers of 1/10,000, unit prices of 1/1,000,000, and rates of 1/100 percent. Text
-- is compared by its bytes, as SQLite does, whatever the collation of the database is.
--
-- Every table of a client's rows has the client in its primary key and in its foreign keys, so that an engine which distributes rows
-- by client can use the same schema. Such an engine cannot have these constraints across clients: the unique indexes and the triggers at the
-- end of this file. It needs "clients", "users" and "sellers" on every node.

CREATE TABLE settings (
  name text COLLATE "C" PRIMARY KEY,
  value text COLLATE "C" NOT NULL
);

CREATE SEQUENCE clients_id_seq;
CREATE TABLE clients (
  id bigint PRIMARY KEY DEFAULT nextval('clients_id_seq'),
  name text COLLATE "C" NOT NULL,
  email text COLLATE "C",
  tax_id text COLLATE "C" CHECK (length(tax_id) <= 32),
  line1 text COLLATE "C" NOT NULL,
  line2 text COLLATE "C",
  city text COLLATE "C" NOT NULL,
  region text COLLATE "C",
  postal_code text COLLATE "C",
  country text COLLATE "C" NOT NULL CHECK (country ~ '^[A-Z][A-Z]$'),
  currency text COLLATE "C" NOT NULL CHECK (currency ~ '^[A-Z][A-Z][A-Z]$'),
  -- The key of this row in the system that it was imported from. A second import finds the row by it.
  external_ref text COLLATE "C" CHECK (length(external_ref) BETWEEN 1 AND 255),
  disabled_at text COLLATE "C" CHECK (disabled_at LIKE '____-__-__T__:__:__Z'),
  erased_at text COLLATE "C" CHECK (erased_at LIKE '____-__-__T__:__:__Z')
);

CREATE SEQUENCE users_id_seq;
CREATE TABLE users (
  id bigint PRIMARY KEY DEFAULT nextval('users_id_seq'),
  client_id bigint NOT NULL REFERENCES clients (id),
  email text COLLATE "C" NOT NULL CHECK (length(email) <= 254),
  email_normalised text COLLATE "C" NOT NULL UNIQUE CHECK (email_normalised = lower(email_normalised)),
  name text COLLATE "C" NOT NULL,
  password_hash text COLLATE "C" NOT NULL,
  disabled_at text COLLATE "C" CHECK (disabled_at LIKE '____-__-__T__:__:__Z'),
  created_at text COLLATE "C" NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z'),
  external_ref text COLLATE "C" CHECK (length(external_ref) BETWEEN 1 AND 255),
  -- 1 until the next login of a user whose password hash comes from another system. While there is one, failed logins take a fixed
  -- time.
  password_imported bigint NOT NULL DEFAULT 0 CHECK (password_imported IN (0, 1))
);
CREATE INDEX users_of_client ON users (client_id);
CREATE INDEX users_with_imported_password ON users (password_imported) WHERE password_imported = 1;

-- A sequence never gives an id again: the id is part of the token and appears in logs.
CREATE SEQUENCE tokens_id_seq;
CREATE TABLE tokens (
  id bigint PRIMARY KEY DEFAULT nextval('tokens_id_seq'),
  user_id bigint NOT NULL REFERENCES users (id),
  name text COLLATE "C" NOT NULL CHECK (length(name) <= 255),
  secret_hash text COLLATE "C" NOT NULL CHECK (secret_hash ~ '^[0-9a-f]{64}$'),
  created_at text COLLATE "C" NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z'),
  last_used_at text COLLATE "C" CHECK (last_used_at LIKE '____-__-__T__:__:__Z'),
  expires_at text COLLATE "C" CHECK (expires_at LIKE '____-__-__T__:__:__Z')
) WITH (fillfactor = 90);
CREATE INDEX tokens_of_user ON tokens (user_id);

CREATE TABLE login_attempts (
  email text COLLATE "C" NOT NULL,
  address text COLLATE "C" NOT NULL,
  window_start text COLLATE "C" NOT NULL CHECK (window_start LIKE '____-__-__T__:__:__.___Z'),
  count bigint NOT NULL CHECK (count >= 0),
  PRIMARY KEY (email, address)
);
CREATE INDEX login_attempts_by_start ON login_attempts (window_start);

-- How many requests a user has sent, or an address with invalid tokens, since the start of a window. Not in the write-ahead log, so that
-- counting does not wait for the disk. After a crash the table is empty, and windows start anew.
CREATE UNLOGGED TABLE rate_limit_windows (
  caller text COLLATE "C" PRIMARY KEY,
  -- Unix milliseconds.
  started_at bigint NOT NULL,
  count bigint NOT NULL CHECK (count >= 1)
) WITH (fillfactor = 50);
CREATE INDEX rate_limit_windows_by_start ON rate_limit_windows (started_at);

-- Each version of the seller's file that was in use when an invoice was issued.
CREATE SEQUENCE sellers_id_seq;
CREATE TABLE sellers (
  id bigint PRIMARY KEY DEFAULT nextval('sellers_id_seq'),
  -- Of `content`.
  sha256 text COLLATE "C" NOT NULL UNIQUE CHECK (length(sha256) = 64),
  -- The checked contents of the file as JSON, with the logo.
  content text COLLATE "C" NOT NULL,
  created_at text COLLATE "C" NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z')
);

CREATE SEQUENCE subscriptions_id_seq;
CREATE TABLE subscriptions (
  id bigint NOT NULL DEFAULT nextval('subscriptions_id_seq'),
  client_id bigint NOT NULL REFERENCES clients (id),
  name text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('trialing', 'active', 'paused', 'cancelled')),
  currency text COLLATE "C" NOT NULL CHECK (currency ~ '^[A-Z][A-Z][A-Z]$'),
  amount bigint NOT NULL CHECK (amount >= 0),
  quantity bigint NOT NULL CHECK (quantity >= 1),
  interval text COLLATE "C" NOT NULL CHECK (interval IN ('day', 'week', 'month', 'year')),
  -- Bounded, so that no period ends after the year 9999: text order is time order only up to there.
  interval_count bigint NOT NULL CHECK (interval_count BETWEEN 1 AND 366),
  started_at text COLLATE "C" NOT NULL CHECK (started_at LIKE '____-__-__T__:__:__Z'),
  trial_ends_at text COLLATE "C" CHECK (trial_ends_at LIKE '____-__-__T__:__:__Z'),
  period_start text COLLATE "C" NOT NULL CHECK (period_start LIKE '____-__-__T__:__:__Z'),
  period_end text COLLATE "C" NOT NULL CHECK (period_end LIKE '____-__-__T__:__:__Z'),
  -- Later periods are counted from this date-time.
  period_anchor text COLLATE "C" NOT NULL CHECK (period_anchor LIKE '____-__-__T__:__:__Z'),
  paused_at text COLLATE "C" CHECK (paused_at LIKE '____-__-__T__:__:__Z'),
  resume_at text COLLATE "C" CHECK (resume_at LIKE '____-__-__T__:__:__Z'),
  cancelled_at text COLLATE "C" CHECK (cancelled_at LIKE '____-__-__T__:__:__Z'),
  cancellation_reason text COLLATE "C" CHECK (length(cancellation_reason) <= 1000),
  ends_at text COLLATE "C" CHECK (ends_at LIKE '____-__-__T__:__:__Z'),
  created_at text COLLATE "C" NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z'),
  updated_at text COLLATE "C" NOT NULL CHECK (updated_at LIKE '____-__-__T__:__:__Z'),
  external_ref text COLLATE "C" CHECK (length(external_ref) BETWEEN 1 AND 255),
  -- How period invoices are taxed: hundredths of a percent, and the category of the contract. NULL: the operator issues the invoices.
  tax_rate bigint CHECK (tax_rate BETWEEN 0 AND 10000),
  tax_category text COLLATE "C" CHECK (tax_category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
  tax_exemption_reason text COLLATE "C",
  -- A client cannot resume what the operator paused.
  paused_by text COLLATE "C" CHECK (paused_by IN ('client', 'operator')),
  cancelled_by text COLLATE "C" CHECK (cancelled_by IN ('client', 'operator')),
  -- The start of the next period that `tick` invoices. NULL: it invoices none.
  invoiced_until text COLLATE "C" CHECK (invoiced_until LIKE '____-__-__T__:__:__Z'),
  PRIMARY KEY (client_id, id),
  CHECK (period_start <= period_end),
  -- The first period ends with the trial; later periods are counted from its end.
  CHECK (state <> 'trialing' OR (trial_ends_at IS NOT NULL AND period_end = trial_ends_at AND period_anchor = trial_ends_at)),
  CHECK ((state = 'paused') = (paused_at IS NOT NULL)),
  CHECK (state = 'paused' OR resume_at IS NULL),
  CHECK ((state = 'cancelled') = (cancelled_at IS NOT NULL)),
  CHECK ((state = 'cancelled') = (ends_at IS NOT NULL)),
  CHECK (state = 'cancelled' OR cancellation_reason IS NULL)
);
CREATE INDEX subscriptions_listed ON subscriptions (client_id, id) WHERE state <> 'cancelled';

CREATE SEQUENCE invoices_id_seq;
CREATE TABLE invoices (
  id bigint NOT NULL DEFAULT nextval('invoices_id_seq'),
  client_id bigint NOT NULL REFERENCES clients (id),
  number text COLLATE "C" CHECK (length(number) BETWEEN 1 AND 16 AND number !~ '[^A-Z0-9/-]'),
  state text COLLATE "C" NOT NULL CHECK (state IN ('draft', 'open', 'void')),
  currency text COLLATE "C" NOT NULL CHECK (currency ~ '^[A-Z][A-Z][A-Z]$'),
  issue_date text COLLATE "C" CHECK (issue_date LIKE '____-__-__'),
  due_date text COLLATE "C" CHECK (due_date LIKE '____-__-__'),
  subtotal bigint NOT NULL CHECK (subtotal >= 0),
  discount_total bigint NOT NULL CHECK (discount_total >= 0),
  tax_total bigint NOT NULL CHECK (tax_total >= 0),
  total bigint NOT NULL CHECK (total >= 0),
  -- settleInvoice() derives these three from the payments.
  amount_paid bigint NOT NULL DEFAULT 0 CHECK (amount_paid >= 0),
  refunded bigint NOT NULL DEFAULT 0 CHECK (refunded IN (0, 1)),
  last_payment_failed bigint NOT NULL DEFAULT 0 CHECK (last_payment_failed IN (0, 1)),
  subscription_id bigint,
  paid_at text COLLATE "C" CHECK (paid_at LIKE '____-__-__T__:__:__Z'),
  voided_at text COLLATE "C" CHECK (voided_at LIKE '____-__-__T__:__:__Z'),
  po_number text COLLATE "C" CHECK (length(po_number) <= 64),
  notes text COLLATE "C" CHECK (length(notes) <= 2000),
  bill_to_name text COLLATE "C",
  bill_to_email text COLLATE "C",
  bill_to_tax_id text COLLATE "C" CHECK (length(bill_to_tax_id) <= 32),
  bill_to_line1 text COLLATE "C",
  bill_to_line2 text COLLATE "C",
  bill_to_city text COLLATE "C",
  bill_to_region text COLLATE "C",
  bill_to_postal_code text COLLATE "C",
  bill_to_country text COLLATE "C" CHECK (bill_to_country ~ '^[A-Z][A-Z]$'),
  created_at text COLLATE "C" NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z'),
  updated_at text COLLATE "C" NOT NULL CHECK (updated_at LIKE '____-__-__T__:__:__Z'),
  -- The ordinal in the list of the client, see ordinals.ts. Drafts are in no list.
  seq bigint,
  -- The status that follows from state and payments; whether an invoice is overdue also depends on the date.
  settled text COLLATE "C",
  -- NULL for a draft, and for an invoice that was issued before sellers were stored, until the first start with a seller's file.
  seller_id bigint REFERENCES sellers (id),
  -- 1 for an invoice that another system numbered. Its number is not part of a sequence without gaps.
  imported bigint NOT NULL DEFAULT 0 CHECK (imported IN (0, 1)),
  PRIMARY KEY (client_id, id),
  FOREIGN KEY (client_id, subscription_id) REFERENCES subscriptions (client_id, id),
  CHECK ((settled IS NULL) = (seq IS NULL)),
  CHECK (state <> 'draft' OR seq IS NULL),
  CHECK (settled = CASE WHEN state = 'void' THEN 'void' WHEN refunded = 1 THEN 'refunded'
    WHEN amount_paid >= total THEN 'paid' WHEN amount_paid > 0 THEN 'part' ELSE 'unpaid' END),
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
);
-- A page of the list.
CREATE UNIQUE INDEX invoices_by_ordinal ON invoices (client_id, seq);
-- The newest ordinal with an id up to max_id.
CREATE INDEX invoices_listed ON invoices (client_id, id, seq);
-- A page with a filter. With the id, so that a page is found without reading the rows before it.
CREATE INDEX invoices_by_settled ON invoices (client_id, settled, seq, due_date) INCLUDE (id);
-- Overdue invoices in the order of the list.
CREATE INDEX invoices_owed ON invoices (client_id, seq, due_date, settled) INCLUDE (id) WHERE settled IN ('part', 'unpaid');
-- Whether a subscription is past due.
CREATE INDEX invoices_owed_for_subscription ON invoices (client_id, subscription_id, due_date, last_payment_failed)
  WHERE state = 'open' AND refunded = 0 AND amount_paid < total;
CREATE INDEX invoices_of_subscription ON invoices (client_id, subscription_id, id) WHERE subscription_id IS NOT NULL;
CREATE INDEX invoices_of_seller ON invoices (seller_id);
CREATE INDEX invoices_without_seller ON invoices (id) WHERE seller_id IS NULL AND state <> 'draft';
-- The date of the last invoice that was issued here.
CREATE INDEX invoices_issued_here ON invoices (issue_date) WHERE imported = 0 AND state <> 'draft';
CREATE INDEX invoices_drafts ON invoices (client_id, id) WHERE state = 'draft';

CREATE SEQUENCE invoice_lines_id_seq;
CREATE TABLE invoice_lines (
  id bigint NOT NULL DEFAULT nextval('invoice_lines_id_seq'),
  client_id bigint NOT NULL,
  invoice_id bigint NOT NULL,
  position bigint NOT NULL CHECK (position >= 1),
  description text COLLATE "C" NOT NULL,
  quantity bigint NOT NULL CHECK (quantity >= 0),
  unit_price bigint NOT NULL CHECK (unit_price >= 0),
  discount bigint NOT NULL CHECK (discount >= 0),
  tax_rate bigint NOT NULL CHECK (tax_rate BETWEEN 0 AND 10000),
  tax_category text COLLATE "C" NOT NULL CHECK (tax_category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
  amount bigint NOT NULL CHECK (amount >= 0),
  period_start text COLLATE "C" CHECK (period_start LIKE '____-__-__'),
  period_end text COLLATE "C" CHECK (period_end LIKE '____-__-__'),
  subscription_id bigint,
  PRIMARY KEY (client_id, invoice_id, position),
  FOREIGN KEY (client_id, invoice_id) REFERENCES invoices (client_id, id) ON DELETE CASCADE,
  FOREIGN KEY (client_id, subscription_id) REFERENCES subscriptions (client_id, id),
  CHECK ((period_start IS NULL) = (period_end IS NULL)),
  CHECK (period_start <= period_end)
);
CREATE INDEX invoice_lines_of_invoice ON invoice_lines (invoice_id);
CREATE INDEX invoice_lines_of_subscription ON invoice_lines (subscription_id, invoice_id) WHERE subscription_id IS NOT NULL;

CREATE TABLE invoice_taxes (
  client_id bigint NOT NULL,
  invoice_id bigint NOT NULL,
  category text COLLATE "C" NOT NULL CHECK (category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
  rate bigint NOT NULL CHECK (rate BETWEEN 0 AND 10000),
  name text COLLATE "C" NOT NULL,
  taxable_amount bigint NOT NULL CHECK (taxable_amount >= 0),
  amount bigint NOT NULL CHECK (amount >= 0),
  exemption_reason text COLLATE "C",
  PRIMARY KEY (client_id, invoice_id, rate, category),
  FOREIGN KEY (client_id, invoice_id) REFERENCES invoices (client_id, id) ON DELETE CASCADE
);
CREATE INDEX invoice_taxes_of_invoice ON invoice_taxes (invoice_id);

CREATE SEQUENCE payments_id_seq;
CREATE TABLE payments (
  id bigint NOT NULL DEFAULT nextval('payments_id_seq'),
  client_id bigint NOT NULL,
  invoice_id bigint NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  currency text COLLATE "C" NOT NULL CHECK (currency ~ '^[A-Z][A-Z][A-Z]$'),
  method text COLLATE "C" NOT NULL
    CHECK (method IN ('card', 'bank_transfer', 'direct_debit', 'paypal', 'cash', 'credit', 'other')),
  status text COLLATE "C" NOT NULL CHECK (status IN ('pending', 'succeeded', 'failed', 'refunded')),
  reference text COLLATE "C",
  paid_at text COLLATE "C" CHECK (paid_at LIKE '____-__-__T__:__:__Z'),
  created_at text COLLATE "C" NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z'),
  external_ref text COLLATE "C" CHECK (length(external_ref) BETWEEN 1 AND 255),
  PRIMARY KEY (client_id, id),
  FOREIGN KEY (client_id, invoice_id) REFERENCES invoices (client_id, id),
  CHECK ((status IN ('succeeded', 'refunded')) = (paid_at IS NOT NULL))
);
CREATE INDEX payments_of_invoice ON payments (invoice_id, created_at, id);

CREATE SEQUENCE tickets_id_seq;
CREATE TABLE tickets (
  id bigint NOT NULL DEFAULT nextval('tickets_id_seq'),
  client_id bigint NOT NULL REFERENCES clients (id),
  number text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
  body text COLLATE "C" NOT NULL CHECK (length(body) BETWEEN 1 AND 20000),
  state text COLLATE "C" NOT NULL CHECK (state IN ('open', 'answered', 'on_hold', 'resolved', 'closed')),
  priority text COLLATE "C" NOT NULL CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
  category text COLLATE "C" NOT NULL CHECK (category IN ('general', 'billing', 'technical', 'sales')),
  created_by bigint NOT NULL REFERENCES users (id),
  reply_count bigint NOT NULL DEFAULT 0 CHECK (reply_count >= 0),
  last_reply_at text COLLATE "C" CHECK (last_reply_at LIKE '____-__-__T__:__:__Z'),
  resolved_at text COLLATE "C" CHECK (resolved_at LIKE '____-__-__T__:__:__Z'),
  closed_at text COLLATE "C" CHECK (closed_at LIKE '____-__-__T__:__:__Z'),
  created_at text COLLATE "C" NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z'),
  updated_at text COLLATE "C" NOT NULL CHECK (updated_at LIKE '____-__-__T__:__:__Z'),
  -- The ordinal in the list of the client, see ordinals.ts.
  seq bigint NOT NULL,
  external_ref text COLLATE "C" CHECK (length(external_ref) BETWEEN 1 AND 255),
  PRIMARY KEY (client_id, id),
  CHECK ((reply_count > 0) = (last_reply_at IS NOT NULL)),
  CHECK (state <> 'resolved' OR resolved_at IS NOT NULL),
  CHECK (state IN ('resolved', 'closed') OR resolved_at IS NULL),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
CREATE UNIQUE INDEX tickets_by_ordinal ON tickets (client_id, seq);
CREATE INDEX tickets_listed ON tickets (client_id, id, seq);
CREATE INDEX tickets_by_state ON tickets (client_id, state, seq, resolved_at) INCLUDE (id);
CREATE INDEX tickets_resolved ON tickets (client_id, resolved_at, seq) INCLUDE (id) WHERE state = 'resolved';
-- Closed tickets, some of which have closed because time has passed.
CREATE INDEX tickets_closed ON tickets (client_id, seq, state, resolved_at) INCLUDE (id) WHERE state IN ('closed', 'resolved');
-- For the tickets of all clients with a status.
CREATE INDEX tickets_with_state ON tickets (state, id);
CREATE INDEX tickets_of_user ON tickets (created_by);

CREATE SEQUENCE ticket_replies_id_seq;
CREATE TABLE ticket_replies (
  id bigint NOT NULL DEFAULT nextval('ticket_replies_id_seq'),
  client_id bigint NOT NULL,
  ticket_id bigint NOT NULL,
  body text COLLATE "C" NOT NULL CHECK (length(body) BETWEEN 1 AND 20000),
  author_type text COLLATE "C" NOT NULL CHECK (author_type IN ('client', 'staff', 'system')),
  author_name text COLLATE "C" NOT NULL,
  user_id bigint REFERENCES users (id),
  internal bigint NOT NULL DEFAULT 0 CHECK (internal IN (0, 1)),
  created_at text COLLATE "C" NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z'),
  PRIMARY KEY (client_id, id),
  FOREIGN KEY (client_id, ticket_id) REFERENCES tickets (client_id, id),
  CHECK (author_type = 'client' OR user_id IS NULL),
  CHECK (author_type <> 'client' OR internal = 0)
);
CREATE INDEX ticket_replies_of_ticket ON ticket_replies (ticket_id, created_at, id);
CREATE INDEX ticket_replies_of_user ON ticket_replies (user_id) WHERE user_id IS NOT NULL;

-- The invoice that `tick` issued for each period. The key keeps a period from being invoiced twice.
CREATE TABLE billed_periods (
  client_id bigint NOT NULL,
  subscription_id bigint NOT NULL,
  period_start text COLLATE "C" NOT NULL CHECK (period_start LIKE '____-__-__T__:__:__Z'),
  invoice_id bigint NOT NULL,
  PRIMARY KEY (client_id, subscription_id, period_start),
  UNIQUE (client_id, invoice_id),
  FOREIGN KEY (client_id, subscription_id) REFERENCES subscriptions (client_id, id),
  FOREIGN KEY (client_id, invoice_id) REFERENCES invoices (client_id, id)
);
CREATE INDEX billed_periods_of_subscription ON billed_periods (subscription_id, period_start);

CREATE TABLE idempotency_keys (
  client_id bigint NOT NULL,
  user_id bigint NOT NULL REFERENCES users (id),
  method text COLLATE "C" NOT NULL,
  path text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  fingerprint text COLLATE "C" NOT NULL,
  -- 0 until the transaction that claimed the key stores its response.
  status bigint NOT NULL CHECK (status = 0 OR status BETWEEN 200 AND 299),
  body text COLLATE "C" NOT NULL,
  location text COLLATE "C",
  created_at text COLLATE "C" NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z'),
  PRIMARY KEY (client_id, user_id, method, path, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
CREATE INDEX idempotency_keys_of_user ON idempotency_keys (user_id);

CREATE TABLE number_sequences (
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('INV', 'TKT')),
  year bigint NOT NULL CHECK (year BETWEEN 1970 AND 9999),
  last bigint NOT NULL CHECK (last >= 1),
  PRIMARY KEY (kind, year)
) WITH (fillfactor = 50);

-- Numbers of tickets come from a sequence, so no transaction waits for another one. `before` is what the sequence had reached when the
-- year began. Invoices, whose numbers have no gaps, use number_sequences.
CREATE SEQUENCE ticket_numbers;
CREATE TABLE ticket_years (
  year bigint PRIMARY KEY CHECK (year BETWEEN 1970 AND 9999),
  before bigint NOT NULL
);

CREATE FUNCTION next_ticket_number(of_year bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  taken bigint;
  number bigint;
BEGIN
  LOOP
    -- In a statement of its own: it waits for reserve_ticket_numbers(), and only a later statement sees what that has stored.
    taken := nextval('ticket_numbers');
    SELECT taken - before INTO number FROM ticket_years WHERE year = of_year;
    IF FOUND THEN
      RETURN number;
    END IF;
    -- A database that was copied from SQLite has its last number in number_sequences.
    INSERT INTO ticket_years (year, before) VALUES (of_year, taken -
      coalesce((SELECT last FROM number_sequences WHERE kind = 'TKT' AND year = of_year), 0)) ON CONFLICT DO NOTHING;
  END LOOP;
END $$;

-- Waits until every transaction that has taken a value of a sequence has ended, and keeps nextval() waiting until this one ends.
-- PostgreSQL has no other lock that does. The change itself changes nothing.
CREATE FUNCTION lock_sequence(sequence regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER SEQUENCE %s OWNED BY NONE', sequence);
END $$;

-- Continues the numbers of a year after `last`. They are never set back.
CREATE FUNCTION reserve_ticket_numbers(of_year bigint, last bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_sequence('ticket_numbers');
  INSERT INTO ticket_years (year, before) VALUES (of_year, nextval('ticket_numbers') - last)
  ON CONFLICT (year) DO UPDATE SET before = least(ticket_years.before, excluded.before);
END $$;

-- Continues the ids of a sequence after `last`. They are never set back: without the lock, ids that are given between the comparison
-- and setval() would be given again.
CREATE FUNCTION reserve_ids(sequence regclass, last bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_sequence(sequence);
  IF last > coalesce(pg_sequence_last_value(sequence), 0) THEN
    PERFORM setval(sequence, last);
  END IF;
END $$;

-- Kept by the application: see ordinals.ts, and the migrations 3 and 7 of SQLite.
CREATE TABLE client_lists (
  client_id bigint NOT NULL REFERENCES clients (id),
  kind text COLLATE "C" NOT NULL,
  last bigint NOT NULL CHECK (last >= 1),
  PRIMARY KEY (client_id, kind)
) WITH (fillfactor = 50);

CREATE TABLE block_counts (
  client_id bigint NOT NULL REFERENCES clients (id),
  kind text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  first bigint NOT NULL CHECK (first >= 0),
  due_date text COLLATE "C" NOT NULL,
  count bigint NOT NULL CHECK (count BETWEEN 0 AND 65536),
  PRIMARY KEY (client_id, kind, state, first, due_date)
) WITH (fillfactor = 70);

-- Every command that changes something adds a row in the same transaction.
CREATE SEQUENCE audit_log_id_seq;
CREATE TABLE audit_log (
  id bigint PRIMARY KEY DEFAULT nextval('audit_log_id_seq'),
  created_at text COLLATE "C" NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z'),
  "system_user" text COLLATE "C" NOT NULL,
  -- Such as `invoice void`.
  command text COLLATE "C" NOT NULL,
  -- What the command changed, such as `invoice INV-2026-0001`.
  subject text COLLATE "C" NOT NULL,
  -- A JSON object. Never contains a password or a token.
  details text COLLATE "C" NOT NULL
);

-- Unique across clients.
CREATE UNIQUE INDEX subscriptions_by_id ON subscriptions (id);
CREATE UNIQUE INDEX invoices_by_id ON invoices (id);
CREATE UNIQUE INDEX invoice_lines_by_id ON invoice_lines (id);
CREATE UNIQUE INDEX payments_by_id ON payments (id);
CREATE UNIQUE INDEX tickets_by_id ON tickets (id);
CREATE UNIQUE INDEX ticket_replies_by_id ON ticket_replies (id);
CREATE UNIQUE INDEX invoices_by_number ON invoices (number);
CREATE UNIQUE INDEX tickets_by_number ON tickets (number);
CREATE UNIQUE INDEX clients_by_external_ref ON clients (external_ref) WHERE external_ref IS NOT NULL;
CREATE UNIQUE INDEX users_by_external_ref ON users (external_ref) WHERE external_ref IS NOT NULL;
CREATE UNIQUE INDEX subscriptions_by_external_ref ON subscriptions (external_ref) WHERE external_ref IS NOT NULL;
CREATE UNIQUE INDEX payments_by_external_ref ON payments (external_ref) WHERE external_ref IS NOT NULL;
CREATE UNIQUE INDEX tickets_by_external_ref ON tickets (external_ref) WHERE external_ref IS NOT NULL;

-- What must never happen to an issued document, even if the program is wrong. The conditions are those of SQLite's triggers.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;

-- An id is never lower than that of the row before it, so the list is in the order of ids.
CREATE FUNCTION refuse_wrong_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  newest bigint;
  earlier bigint;
BEGIN
  SELECT last INTO newest FROM client_lists WHERE client_id = NEW.client_id AND kind = TG_TABLE_NAME;
  IF TG_TABLE_NAME = 'invoices' THEN
    SELECT id INTO earlier FROM invoices WHERE client_id = NEW.client_id AND seq = NEW.seq - 1;
  ELSE
    SELECT id INTO earlier FROM tickets WHERE client_id = NEW.client_id AND seq = NEW.seq - 1;
  END IF;
  IF NEW.seq IS DISTINCT FROM newest OR earlier > NEW.id THEN
    RAISE EXCEPTION 'a new % must have the next ordinal and the highest id of its client''s list', TG_ARGV[0]
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER invoices_are_kept BEFORE DELETE ON invoices FOR EACH ROW WHEN (OLD.state <> 'draft')
  EXECUTE FUNCTION refuse_change('an issued invoice cannot be deleted');
CREATE TRIGGER invoices_listed_in_order AFTER INSERT ON invoices FOR EACH ROW WHEN (NEW.state <> 'draft')
  EXECUTE FUNCTION refuse_wrong_place('invoice');
CREATE TRIGGER invoices_issued_in_order AFTER UPDATE ON invoices FOR EACH ROW
  WHEN (OLD.state = 'draft' AND NEW.state <> 'draft') EXECUTE FUNCTION refuse_wrong_place('invoice');
CREATE TRIGGER invoices_keep_their_identity BEFORE UPDATE ON invoices FOR EACH ROW
  WHEN (OLD.state <> 'draft' AND (NEW.state = 'draft' OR NEW.id <> OLD.id OR NEW.client_id <> OLD.client_id
    OR NEW.number <> OLD.number OR NEW.seq IS DISTINCT FROM OLD.seq OR (OLD.state = 'void' AND NEW.state <> 'void')))
  EXECUTE FUNCTION refuse_change('the id, client and number of an issued invoice cannot change, and a void invoice stays void');
CREATE TRIGGER invoices_keep_their_due_date BEFORE UPDATE ON invoices FOR EACH ROW
  WHEN (OLD.state <> 'draft' AND NEW.due_date <> OLD.due_date)
  EXECUTE FUNCTION refuse_change('the due date of an issued invoice cannot change');

CREATE TRIGGER tickets_are_kept BEFORE DELETE ON tickets FOR EACH ROW
  EXECUTE FUNCTION refuse_change('a ticket cannot be deleted');
CREATE TRIGGER tickets_listed_in_order AFTER INSERT ON tickets FOR EACH ROW EXECUTE FUNCTION refuse_wrong_place('ticket');
CREATE TRIGGER tickets_keep_their_identity BEFORE UPDATE ON tickets FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.client_id <> OLD.client_id OR NEW.number <> OLD.number OR NEW.seq IS DISTINCT FROM OLD.seq)
  EXECUTE FUNCTION refuse_change('the id, client and number of a ticket cannot change');

CREATE TRIGGER subscriptions_keep_their_identity BEFORE UPDATE ON subscriptions FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.client_id <> OLD.client_id OR (OLD.state = 'cancelled' AND NEW.state <> 'cancelled'))
  EXECUTE FUNCTION refuse_change('the id and client of a subscription cannot change, and a cancelled subscription stays cancelled');

-- A row that brings its own id moves the sequence on, so that no other row gets this id. Transactions that do this at the same time may
-- deadlock, so an import calls reserve_ids() before its first row.
CREATE FUNCTION advance_ids() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM reserve_ids(CAST(TG_ARGV[0] AS regclass), NEW.id);
  RETURN NEW;
END $$;
CREATE TRIGGER clients_advance_ids BEFORE INSERT ON clients FOR EACH ROW
  WHEN (NEW.id > coalesce(pg_sequence_last_value('clients_id_seq'), 0)) EXECUTE FUNCTION advance_ids('clients_id_seq');
CREATE TRIGGER users_advance_ids BEFORE INSERT ON users FOR EACH ROW
  WHEN (NEW.id > coalesce(pg_sequence_last_value('users_id_seq'), 0)) EXECUTE FUNCTION advance_ids('users_id_seq');
CREATE TRIGGER tokens_advance_ids BEFORE INSERT ON tokens FOR EACH ROW
  WHEN (NEW.id > coalesce(pg_sequence_last_value('tokens_id_seq'), 0)) EXECUTE FUNCTION advance_ids('tokens_id_seq');
CREATE TRIGGER sellers_advance_ids BEFORE INSERT ON sellers FOR EACH ROW
  WHEN (NEW.id > coalesce(pg_sequence_last_value('sellers_id_seq'), 0)) EXECUTE FUNCTION advance_ids('sellers_id_seq');
CREATE TRIGGER subscriptions_advance_ids BEFORE INSERT ON subscriptions FOR EACH ROW
  WHEN (NEW.id > coalesce(pg_sequence_last_value('subscriptions_id_seq'), 0)) EXECUTE FUNCTION advance_ids('subscriptions_id_seq');
CREATE TRIGGER invoices_advance_ids BEFORE INSERT ON invoices FOR EACH ROW
  WHEN (NEW.id > coalesce(pg_sequence_last_value('invoices_id_seq'), 0)) EXECUTE FUNCTION advance_ids('invoices_id_seq');
CREATE TRIGGER invoice_lines_advance_ids BEFORE INSERT ON invoice_lines FOR EACH ROW
  WHEN (NEW.id > coalesce(pg_sequence_last_value('invoice_lines_id_seq'), 0)) EXECUTE FUNCTION advance_ids('invoice_lines_id_seq');
CREATE TRIGGER payments_advance_ids BEFORE INSERT ON payments FOR EACH ROW
  WHEN (NEW.id > coalesce(pg_sequence_last_value('payments_id_seq'), 0)) EXECUTE FUNCTION advance_ids('payments_id_seq');
CREATE TRIGGER tickets_advance_ids BEFORE INSERT ON tickets FOR EACH ROW
  WHEN (NEW.id > coalesce(pg_sequence_last_value('tickets_id_seq'), 0)) EXECUTE FUNCTION advance_ids('tickets_id_seq');
CREATE TRIGGER ticket_replies_advance_ids BEFORE INSERT ON ticket_replies FOR EACH ROW
  WHEN (NEW.id > coalesce(pg_sequence_last_value('ticket_replies_id_seq'), 0)) EXECUTE FUNCTION advance_ids('ticket_replies_id_seq');
CREATE TRIGGER audit_log_advance_ids BEFORE INSERT ON audit_log FOR EACH ROW
  WHEN (NEW.id > coalesce(pg_sequence_last_value('audit_log_id_seq'), 0)) EXECUTE FUNCTION advance_ids('audit_log_id_seq');
