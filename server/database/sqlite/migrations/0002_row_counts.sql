-- The number of rows of a client's unfiltered list in each block of ids: a block of level 1 covers 32 ids, a block of level 2
-- covers 32 blocks of level 1, and so on up to 33,554,432 ids at level 5. An exact total and the start of a page are found by
-- reading at most 32 counters of each level instead of the rows.

CREATE TABLE row_counts (
  kind TEXT NOT NULL,
  client_id INTEGER NOT NULL,
  level INTEGER NOT NULL,
  block INTEGER NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (kind, client_id, level, block)
) STRICT, WITHOUT ROWID;

-- Count the existing rows.
INSERT INTO row_counts (kind, client_id, level, block, count)
WITH
  listed (kind, client_id, id) AS (
    SELECT 'invoices', client_id, id FROM invoices WHERE state <> 'draft'
    UNION ALL SELECT 'tickets', client_id, id FROM tickets
    UNION ALL SELECT 'subscriptions', client_id, id FROM subscriptions WHERE state <> 'cancelled'
  ),
  levels (level, bits) AS (VALUES (1, 5), (2, 10), (3, 15), (4, 20), (5, 25))
SELECT kind, client_id, level, id >> bits, count(*) FROM listed CROSS JOIN levels GROUP BY 1, 2, 3, 4;

-- Issued invoices never become drafts again, so their counters only grow.
CREATE TRIGGER invoices_issued_at_once AFTER INSERT ON invoices WHEN NEW.state <> 'draft'
BEGIN
  INSERT INTO row_counts (kind, client_id, level, block, count) VALUES
    ('invoices', NEW.client_id, 1, NEW.id >> 5, 1),
    ('invoices', NEW.client_id, 2, NEW.id >> 10, 1),
    ('invoices', NEW.client_id, 3, NEW.id >> 15, 1),
    ('invoices', NEW.client_id, 4, NEW.id >> 20, 1),
    ('invoices', NEW.client_id, 5, NEW.id >> 25, 1)
  ON CONFLICT (kind, client_id, level, block) DO UPDATE SET count = row_counts.count + 1;
END;

CREATE TRIGGER invoices_issued_from_draft AFTER UPDATE OF state ON invoices
  WHEN OLD.state = 'draft' AND NEW.state <> 'draft'
BEGIN
  INSERT INTO row_counts (kind, client_id, level, block, count) VALUES
    ('invoices', NEW.client_id, 1, NEW.id >> 5, 1),
    ('invoices', NEW.client_id, 2, NEW.id >> 10, 1),
    ('invoices', NEW.client_id, 3, NEW.id >> 15, 1),
    ('invoices', NEW.client_id, 4, NEW.id >> 20, 1),
    ('invoices', NEW.client_id, 5, NEW.id >> 25, 1)
  ON CONFLICT (kind, client_id, level, block) DO UPDATE SET count = row_counts.count + 1;
END;

CREATE TRIGGER invoices_are_kept BEFORE DELETE ON invoices WHEN OLD.state <> 'draft'
BEGIN
  SELECT RAISE(ABORT, 'an issued invoice cannot be deleted');
END;

-- On every UPDATE instead of UPDATE OF id: SQLite does not treat "SET rowid" as an update of id.
CREATE TRIGGER invoices_keep_their_identity BEFORE UPDATE ON invoices
  WHEN OLD.state <> 'draft' AND (NEW.state = 'draft' OR NEW.id <> OLD.id OR NEW.client_id <> OLD.client_id
    OR NEW.number <> OLD.number OR (OLD.state = 'void' AND NEW.state <> 'void'))
BEGIN
  SELECT RAISE(ABORT, 'the id, client and number of an issued invoice cannot change, and a void invoice stays void');
END;

-- All tickets.
CREATE TRIGGER tickets_opened AFTER INSERT ON tickets
BEGIN
  INSERT INTO row_counts (kind, client_id, level, block, count) VALUES
    ('tickets', NEW.client_id, 1, NEW.id >> 5, 1),
    ('tickets', NEW.client_id, 2, NEW.id >> 10, 1),
    ('tickets', NEW.client_id, 3, NEW.id >> 15, 1),
    ('tickets', NEW.client_id, 4, NEW.id >> 20, 1),
    ('tickets', NEW.client_id, 5, NEW.id >> 25, 1)
  ON CONFLICT (kind, client_id, level, block) DO UPDATE SET count = row_counts.count + 1;
END;

CREATE TRIGGER tickets_deleted AFTER DELETE ON tickets
BEGIN
  UPDATE row_counts SET count = count - 1
  WHERE kind = 'tickets' AND client_id = OLD.client_id AND (level, block) IN
    (VALUES (1, OLD.id >> 5), (2, OLD.id >> 10), (3, OLD.id >> 15), (4, OLD.id >> 20), (5, OLD.id >> 25));
END;

CREATE TRIGGER tickets_keep_their_identity BEFORE UPDATE ON tickets
  WHEN NEW.id <> OLD.id OR NEW.client_id <> OLD.client_id OR NEW.number <> OLD.number
BEGIN
  SELECT RAISE(ABORT, 'the id, client and number of a ticket cannot change');
END;

-- Subscriptions that are not cancelled.
CREATE TRIGGER subscriptions_started AFTER INSERT ON subscriptions WHEN NEW.state <> 'cancelled'
BEGIN
  INSERT INTO row_counts (kind, client_id, level, block, count) VALUES
    ('subscriptions', NEW.client_id, 1, NEW.id >> 5, 1),
    ('subscriptions', NEW.client_id, 2, NEW.id >> 10, 1),
    ('subscriptions', NEW.client_id, 3, NEW.id >> 15, 1),
    ('subscriptions', NEW.client_id, 4, NEW.id >> 20, 1),
    ('subscriptions', NEW.client_id, 5, NEW.id >> 25, 1)
  ON CONFLICT (kind, client_id, level, block) DO UPDATE SET count = row_counts.count + 1;
END;

CREATE TRIGGER subscriptions_cancelled AFTER UPDATE OF state ON subscriptions
  WHEN OLD.state <> 'cancelled' AND NEW.state = 'cancelled'
BEGIN
  UPDATE row_counts SET count = count - 1
  WHERE kind = 'subscriptions' AND client_id = OLD.client_id AND (level, block) IN
    (VALUES (1, OLD.id >> 5), (2, OLD.id >> 10), (3, OLD.id >> 15), (4, OLD.id >> 20), (5, OLD.id >> 25));
END;

CREATE TRIGGER subscriptions_deleted AFTER DELETE ON subscriptions WHEN OLD.state <> 'cancelled'
BEGIN
  UPDATE row_counts SET count = count - 1
  WHERE kind = 'subscriptions' AND client_id = OLD.client_id AND (level, block) IN
    (VALUES (1, OLD.id >> 5), (2, OLD.id >> 10), (3, OLD.id >> 15), (4, OLD.id >> 20), (5, OLD.id >> 25));
END;

CREATE TRIGGER subscriptions_keep_their_identity BEFORE UPDATE ON subscriptions
  WHEN NEW.id <> OLD.id OR NEW.client_id <> OLD.client_id OR (OLD.state = 'cancelled' AND NEW.state <> 'cancelled')
BEGIN
  SELECT RAISE(ABORT, 'the id and client of a subscription cannot change, and a cancelled subscription stays cancelled');
END;
