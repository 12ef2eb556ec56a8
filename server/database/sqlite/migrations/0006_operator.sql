-- What the operator's command needs: an audit log, references of other systems, the seller of each invoice, billing of
-- subscriptions, and who paused or cancelled them.

-- Every command that changes something adds a row in the same transaction.
CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY,
  created_at TEXT NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z'),
  system_user TEXT NOT NULL,
  -- Such as `invoice void`.
  command TEXT NOT NULL,
  -- What the command changed, such as `invoice INV-2026-0001`.
  subject TEXT NOT NULL,
  -- A JSON object. Never contains a password or a token.
  details TEXT NOT NULL
) STRICT;

-- external_ref: the key of the row in the system that it was imported from. A second import finds the row by it.
ALTER TABLE clients ADD COLUMN external_ref TEXT CHECK (length(external_ref) BETWEEN 1 AND 255);
ALTER TABLE clients ADD COLUMN disabled_at TEXT CHECK (disabled_at LIKE '____-__-__T__:__:__Z');
ALTER TABLE clients ADD COLUMN erased_at TEXT CHECK (erased_at LIKE '____-__-__T__:__:__Z');
ALTER TABLE users ADD COLUMN external_ref TEXT CHECK (length(external_ref) BETWEEN 1 AND 255);
ALTER TABLE subscriptions ADD COLUMN external_ref TEXT CHECK (length(external_ref) BETWEEN 1 AND 255);
ALTER TABLE payments ADD COLUMN external_ref TEXT CHECK (length(external_ref) BETWEEN 1 AND 255);
ALTER TABLE tickets ADD COLUMN external_ref TEXT CHECK (length(external_ref) BETWEEN 1 AND 255);
-- For the tickets of all clients with a status.
CREATE INDEX tickets_with_state ON tickets (state, id);
CREATE UNIQUE INDEX clients_by_external_ref ON clients (external_ref) WHERE external_ref IS NOT NULL;
CREATE UNIQUE INDEX users_by_external_ref ON users (external_ref) WHERE external_ref IS NOT NULL;
CREATE UNIQUE INDEX subscriptions_by_external_ref ON subscriptions (external_ref) WHERE external_ref IS NOT NULL;
CREATE UNIQUE INDEX payments_by_external_ref ON payments (external_ref) WHERE external_ref IS NOT NULL;
CREATE UNIQUE INDEX tickets_by_external_ref ON tickets (external_ref) WHERE external_ref IS NOT NULL;

-- 1 until the next login of a user whose password hash comes from another system. While there is one, failed logins take a fixed time.
ALTER TABLE users ADD COLUMN password_imported INTEGER NOT NULL DEFAULT 0 CHECK (password_imported IN (0, 1));
CREATE INDEX users_with_imported_password ON users (password_imported) WHERE password_imported = 1;

-- Each version of the seller's file that was in use when an invoice was issued.
CREATE TABLE sellers (
  id INTEGER PRIMARY KEY,
  -- Of `content`.
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  -- The checked contents of the file as JSON, with the logo.
  content TEXT NOT NULL,
  created_at TEXT NOT NULL CHECK (created_at LIKE '____-__-__T__:__:__Z')
) STRICT;
-- NULL for a draft, and for an invoice that was issued before sellers were stored, until the first start with a seller's file.
ALTER TABLE invoices ADD COLUMN seller_id INTEGER REFERENCES sellers (id);
CREATE INDEX invoices_of_seller ON invoices (seller_id);
-- 1 for an invoice that another system numbered. Its number is not part of a sequence without gaps.
ALTER TABLE invoices ADD COLUMN imported INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1));
-- The date of the last invoice that was issued here.
CREATE INDEX invoices_issued_here ON invoices (issue_date) WHERE imported = 0 AND state <> 'draft';

-- How period invoices are taxed: hundredths of a percent, and the category of the contract. NULL: the operator issues the invoices.
ALTER TABLE subscriptions ADD COLUMN tax_rate INTEGER CHECK (tax_rate BETWEEN 0 AND 10000);
ALTER TABLE subscriptions ADD COLUMN tax_category TEXT CHECK (tax_category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O'));
ALTER TABLE subscriptions ADD COLUMN tax_exemption_reason TEXT;
-- A client cannot resume what the operator paused.
ALTER TABLE subscriptions ADD COLUMN paused_by TEXT CHECK (paused_by IN ('client', 'operator'));
ALTER TABLE subscriptions ADD COLUMN cancelled_by TEXT CHECK (cancelled_by IN ('client', 'operator'));
-- The start of the next period that `tick` invoices. NULL: it invoices none.
ALTER TABLE subscriptions ADD COLUMN invoiced_until TEXT CHECK (invoiced_until LIKE '____-__-__T__:__:__Z');

-- The invoice that `tick` issued for each period. The key keeps a period from being invoiced twice.
CREATE TABLE billed_periods (
  subscription_id INTEGER NOT NULL REFERENCES subscriptions (id),
  period_start TEXT NOT NULL CHECK (period_start LIKE '____-__-__T__:__:__Z'),
  invoice_id INTEGER NOT NULL UNIQUE REFERENCES invoices (id),
  PRIMARY KEY (subscription_id, period_start)
) STRICT, WITHOUT ROWID;
