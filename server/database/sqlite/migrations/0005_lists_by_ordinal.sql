-- Lists read the ordinals of migrations 3 and 4, so the counters of migration 2 are removed.

DROP TABLE ordinals_given;

DROP TRIGGER invoices_issued_at_once;
DROP TRIGGER invoices_issued_from_draft;
DROP TRIGGER invoices_keep_their_identity;
DROP TRIGGER tickets_opened;
DROP TRIGGER tickets_deleted;
DROP TRIGGER tickets_keep_their_identity;
DROP TRIGGER subscriptions_started;
DROP TRIGGER subscriptions_cancelled;
DROP TRIGGER subscriptions_deleted;
DROP TABLE row_counts;

-- A page of the list.
CREATE UNIQUE INDEX invoices_by_ordinal ON invoices (client_id, seq);
CREATE UNIQUE INDEX tickets_by_ordinal ON tickets (client_id, seq);
-- The newest ordinal with an id up to max_id.
DROP INDEX invoices_issued;
DROP INDEX invoices_drafts;
CREATE INDEX invoices_listed ON invoices (client_id, id, seq);
DROP INDEX tickets_of_client;
CREATE INDEX tickets_listed ON tickets (client_id, id, seq);
-- A page with a filter.
CREATE INDEX invoices_by_settled ON invoices (client_id, settled, seq, due_date);
CREATE INDEX tickets_by_state ON tickets (client_id, state, seq, resolved_at);
-- Rows whose status has changed only because time has passed.
CREATE INDEX invoices_owed ON invoices (client_id, settled, due_date, seq) WHERE settled IN ('part', 'unpaid');
CREATE INDEX tickets_resolved ON tickets (client_id, resolved_at, seq) WHERE state = 'resolved';

-- An id is never lower than that of the row before it, so the list is in the order of ids. A draft therefore gets a new id when
-- it is issued.
CREATE TRIGGER invoices_listed_in_order AFTER INSERT ON invoices WHEN NEW.state <> 'draft'
BEGIN
  SELECT RAISE(ABORT, 'a new invoice must have the next ordinal and the highest id of its client''s list')
  WHERE NEW.seq IS NOT (SELECT last FROM client_lists WHERE client_id = NEW.client_id AND kind = 'invoices')
    OR EXISTS (SELECT 1 FROM invoices WHERE client_id = NEW.client_id AND seq = NEW.seq - 1 AND id > NEW.id);
END;

CREATE TRIGGER invoices_issued_in_order AFTER UPDATE ON invoices WHEN OLD.state = 'draft' AND NEW.state <> 'draft'
BEGIN
  SELECT RAISE(ABORT, 'a new invoice must have the next ordinal and the highest id of its client''s list')
  WHERE NEW.seq IS NOT (SELECT last FROM client_lists WHERE client_id = NEW.client_id AND kind = 'invoices')
    OR EXISTS (SELECT 1 FROM invoices WHERE client_id = NEW.client_id AND seq = NEW.seq - 1 AND id > NEW.id);
END;

-- On every UPDATE instead of UPDATE OF id: SQLite does not treat "SET rowid" as an update of id.
CREATE TRIGGER invoices_keep_their_identity BEFORE UPDATE ON invoices
  WHEN OLD.state <> 'draft' AND (NEW.state = 'draft' OR NEW.id <> OLD.id OR NEW.client_id <> OLD.client_id
    OR NEW.number <> OLD.number OR NEW.seq IS NOT OLD.seq OR (OLD.state = 'void' AND NEW.state <> 'void'))
BEGIN
  SELECT RAISE(ABORT, 'the id, client and number of an issued invoice cannot change, and a void invoice stays void');
END;

CREATE TRIGGER tickets_listed_in_order AFTER INSERT ON tickets
BEGIN
  SELECT RAISE(ABORT, 'a new ticket must have the next ordinal and the highest id of its client''s list')
  WHERE NEW.seq IS NOT (SELECT last FROM client_lists WHERE client_id = NEW.client_id AND kind = 'tickets')
    OR EXISTS (SELECT 1 FROM tickets WHERE client_id = NEW.client_id AND seq = NEW.seq - 1 AND id > NEW.id);
END;

CREATE TRIGGER tickets_are_kept BEFORE DELETE ON tickets
BEGIN
  SELECT RAISE(ABORT, 'a ticket cannot be deleted');
END;

CREATE TRIGGER tickets_keep_their_identity BEFORE UPDATE ON tickets
  WHEN NEW.id <> OLD.id OR NEW.client_id <> OLD.client_id OR NEW.number <> OLD.number OR NEW.seq IS NOT OLD.seq
BEGIN
  SELECT RAISE(ABORT, 'the id, client and number of a ticket cannot change');
END;
