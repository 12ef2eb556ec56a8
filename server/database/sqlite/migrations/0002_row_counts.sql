-- How many rows the unfiltered list of a client has in each block of ids: a block of level 1 holds 32 ids, of level 2 32
-- blocks of level 1, and so on to 33,554,432 ids at level 5. An exact total and the place of a page are found by walking at
-- most 32 counters of each level instead of the rows.

CREATE TABLE row_counts (
  kind TEXT NOT NULL,
  client_id INTEGER NOT NULL,
  level INTEGER NOT NULL,
  block INTEGER NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (kind, client_id, level, block)
) STRICT, WITHOUT ROWID;

-- What is there already.
INSERT INTO row_counts (kind, client_id, level, block, count)
WITH
  listed (kind, client_id, id) AS (
    SELECT 'invoices', client_id, id FROM invoices WHERE state <> 'draft'
    UNION ALL SELECT 'tickets', client_id, id FROM tickets
    UNION ALL SELECT 'subscriptions', client_id, id FROM subscriptions WHERE state <> 'cancelled'
  ),
  levels (level, bits) AS (VALUES (1, 5), (2, 10), (3, 15), (4, 20), (5, 25))
SELECT kind, client_id, level, id >> bits, count(*) FROM listed CROSS JOIN levels GROUP BY 1, 2, 3, 4;

-- Issued invoices. They never go back, so their counters only grow.
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
  SELECT RAISE(ABORT, 'an issued invoice is never deleted');
END;

-- For any UPDATE, not only OF these columns: SQLite does not take "SET rowid" for an update of id.
CREATE TRIGGER invoices_keep_their_identity BEFORE UPDATE ON invoices
  WHEN OLD.state <> 'draft' AND (NEW.state = 'draft' OR NEW.id <> OLD.id OR NEW.client_id <> OLD.client_id
    OR NEW.number <> OLD.number OR (OLD.state = 'void' AND NEW.state <> 'void'))
BEGIN
  SELECT RAISE(ABORT, 'an issued invoice keeps its id, client and number, and stays void once it is');
END;

-- Tickets, all of them.
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
  SELECT RAISE(ABORT, 'a ticket keeps its id, client and number');
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
  SELECT RAISE(ABORT, 'a subscription keeps its id and client, and stays cancelled once it is');
END;
