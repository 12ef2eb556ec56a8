-- In batches: runs until it changes nothing, each time in a transaction of its own.
-- Replaces list_counts by block_counts, 500 rows at a time.
--
-- block_counts has the number of rows with a stored state in each block of ordinals, which begins with the ordinal `first` and has
-- 8,192 of them. The sum of its counts is the total of a filter, and they show in which block a page starts.
--
-- Invoices that are owed become overdue when their due date has passed. They are counted by that date too, in blocks of 65,536.
-- The counts with an earlier date than today are those of overdue invoices, the others of invoices that are not yet due. So no row
-- has to change at midnight, and nothing depends on which day it is. Counts of zero are removed, because every request for such a
-- list adds up the counts of its dates.
--
-- The few tickets that are resolved and not yet closed by time are counted on an index and subtracted from those that are closed.
CREATE TABLE IF NOT EXISTS block_counts (
  client_id INTEGER NOT NULL REFERENCES clients (id),
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  first INTEGER NOT NULL CHECK (first >= 0),
  due_date TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count BETWEEN 0 AND 65536),
  PRIMARY KEY (client_id, kind, state, first, due_date)
) STRICT, WITHOUT ROWID;

INSERT INTO block_counts (client_id, kind, state, first, due_date, count)
SELECT client_id, kind, state, block / 8 * 8192 AS first, '', sum(count)
  FROM (SELECT * FROM list_counts ORDER BY client_id, kind, state, block LIMIT 500)
  WHERE count > 0 AND NOT (kind = 'invoices' AND state IN ('part', 'unpaid'))
  GROUP BY 1, 2, 3, 4
ON CONFLICT (client_id, kind, state, first, due_date) DO UPDATE SET count = block_counts.count + excluded.count;

INSERT INTO block_counts (client_id, kind, state, first, due_date, count)
SELECT b.client_id, b.kind, b.state, b.block / 64 * 65536 AS first, i.due_date, count(*)
  FROM (SELECT * FROM list_counts ORDER BY client_id, kind, state, block LIMIT 500) AS b
    JOIN invoices i ON i.client_id = b.client_id AND i.settled = b.state AND i.seq >= b.block * 1024
      AND i.seq < b.block * 1024 + 1024
  WHERE b.kind = 'invoices' AND b.state IN ('part', 'unpaid')
  GROUP BY 1, 2, 3, 4, 5
ON CONFLICT (client_id, kind, state, first, due_date) DO UPDATE SET count = block_counts.count + excluded.count;

DELETE FROM list_counts WHERE (client_id, kind, state, block) IN
  (SELECT client_id, kind, state, block FROM list_counts ORDER BY client_id, kind, state, block LIMIT 500);

-- At the end:
DROP TABLE list_counts;

-- Overdue invoices in the order of the list. The index by due date of migration 5 is not needed any more.
DROP INDEX invoices_owed;
CREATE INDEX invoices_owed ON invoices (client_id, seq, due_date, settled) WHERE settled IN ('part', 'unpaid');
-- Closed tickets, some of which have closed because time has passed.
CREATE INDEX tickets_closed ON tickets (client_id, seq, state, resolved_at) WHERE state IN ('closed', 'resolved');

-- The counts would not follow.
CREATE TRIGGER invoices_keep_their_due_date AFTER UPDATE ON invoices
  WHEN OLD.state <> 'draft' AND NEW.due_date <> OLD.due_date
BEGIN
  SELECT RAISE(ABORT, 'the due date of an issued invoice cannot change');
END;
