-- Every row of a client names the client, so that the texts of queries are the same as on PostgreSQL, where the client is part of
-- every key. The next migration fills the new columns.

-- Adding a column with a check reads the whole table, and the rows that exist have no client yet.
PRAGMA ignore_check_constraints = ON;

ALTER TABLE invoice_lines ADD COLUMN client_id INTEGER CHECK (client_id IS NOT NULL);
ALTER TABLE invoice_taxes ADD COLUMN client_id INTEGER CHECK (client_id IS NOT NULL);
ALTER TABLE payments ADD COLUMN client_id INTEGER CHECK (client_id IS NOT NULL);
ALTER TABLE billed_periods ADD COLUMN client_id INTEGER CHECK (client_id IS NOT NULL);
ALTER TABLE ticket_replies ADD COLUMN client_id INTEGER CHECK (client_id IS NOT NULL);

PRAGMA ignore_check_constraints = OFF;

-- Rows of these invoices and tickets up to the id `done` have their client.
CREATE TABLE clients_filled_in (
  kind TEXT PRIMARY KEY NOT NULL,
  done INTEGER NOT NULL,
  upto INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO clients_filled_in (kind, done, upto) VALUES ('invoices', 0, 0), ('tickets', 0, 0);

-- These rows are kept for a day, so there are few.
CREATE TABLE new_idempotency_keys (
  client_id INTEGER NOT NULL,
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
  PRIMARY KEY (client_id, user_id, method, path, key)
) STRICT;
INSERT INTO new_idempotency_keys (client_id, user_id, method, path, key, fingerprint, status, body, location, created_at)
SELECT u.client_id, k.user_id, k.method, k.path, k.key, k.fingerprint, k.status, k.body, k.location, k.created_at
  FROM idempotency_keys k JOIN users u ON u.id = k.user_id;
DROP TABLE idempotency_keys;
ALTER TABLE new_idempotency_keys RENAME TO idempotency_keys;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
CREATE INDEX idempotency_keys_of_user ON idempotency_keys (user_id);

-- Covering, to find out whether a subscription is past due.
DROP INDEX invoices_owed_for_subscription;
CREATE INDEX invoices_owed_for_subscription
  ON invoices (client_id, subscription_id, due_date, last_payment_failed, state, refunded, amount_paid, total)
  WHERE state = 'open' AND refunded = 0 AND amount_paid < total;
