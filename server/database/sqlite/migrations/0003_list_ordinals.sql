-- `seq` is the ordinal of a row in the list of its client: 1, 2, 3 … without gaps, in the order of the ids. It is taken from
-- client_lists in the transaction that adds the row, and the rows of these lists are never removed. So the newest ordinal is the
-- total, and a page is a range of ordinals.
--
-- A filter selects by a state that is stored with the row. list_counts has the number of rows with each state in each block of
-- 1,024 ordinals: their sum is the total, and the running sum finds the block in which a page starts. Rows whose status
-- changes only because time passes (an invoice becomes overdue, a ticket closes) are counted on an index instead.
--
-- The application keeps both tables: see server/database/ordinals.ts.

CREATE TABLE client_lists (
  client_id INTEGER NOT NULL REFERENCES clients (id),
  kind TEXT NOT NULL,
  last INTEGER NOT NULL CHECK (last >= 1),
  PRIMARY KEY (client_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE list_counts (
  client_id INTEGER NOT NULL REFERENCES clients (id),
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  block INTEGER NOT NULL CHECK (block >= 0),
  count INTEGER NOT NULL CHECK (count BETWEEN 0 AND 1024),
  PRIMARY KEY (client_id, kind, state, block)
) STRICT, WITHOUT ROWID;

-- Adding a column with a check reads the whole table; without the checks of its other columns this takes a fifth of the time.
PRAGMA ignore_check_constraints = ON;

ALTER TABLE tickets ADD COLUMN seq INTEGER;
ALTER TABLE invoices ADD COLUMN seq INTEGER;
-- The status that follows from state and payments; whether an invoice is overdue also depends on the date. Drafts are in no list.
ALTER TABLE invoices ADD COLUMN settled TEXT
  CHECK ((settled IS NULL) = (seq IS NULL))
  CHECK (state <> 'draft' OR seq IS NULL)
  CHECK (settled = CASE WHEN state = 'void' THEN 'void' WHEN refunded = 1 THEN 'refunded'
    WHEN amount_paid >= total THEN 'paid' WHEN amount_paid > 0 THEN 'part' ELSE 'unpaid' END);

PRAGMA ignore_check_constraints = OFF;

-- How far the next migration has come: rows up to the id `done` have their ordinals.
CREATE TABLE ordinals_given (
  kind TEXT PRIMARY KEY NOT NULL,
  done INTEGER NOT NULL,
  upto INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO ordinals_given (kind, done, upto) VALUES ('invoices', 0, 0), ('tickets', 0, 0);
