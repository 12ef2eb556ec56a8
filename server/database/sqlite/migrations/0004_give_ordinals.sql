-- In batches: runs until it changes nothing, each time in a transaction of its own.
-- Gives ordinals to the next 10,000 invoices and tickets, in the order of their ids, and counts them.

UPDATE ordinals_given SET upto = coalesce(
  (SELECT max(id) FROM (SELECT id FROM invoices WHERE id > done ORDER BY id LIMIT 10000)), done)
  WHERE kind = 'invoices' AND EXISTS (SELECT 1 FROM invoices WHERE id > done);

UPDATE invoices SET
  seq = batch.seq,
  settled = CASE WHEN state = 'void' THEN 'void' WHEN refunded = 1 THEN 'refunded' WHEN amount_paid >= total THEN 'paid'
    WHEN amount_paid > 0 THEN 'part' ELSE 'unpaid' END
FROM (
  SELECT i.id, coalesce(l.last, 0) + row_number() OVER (PARTITION BY i.client_id ORDER BY i.id) AS seq
  FROM ordinals_given given
    JOIN invoices i ON i.id > given.done AND i.id <= given.upto AND i.state <> 'draft'
    LEFT JOIN client_lists l ON l.client_id = i.client_id AND l.kind = 'invoices'
  WHERE given.kind = 'invoices'
) AS batch
WHERE invoices.id = batch.id;

INSERT INTO client_lists (client_id, kind, last)
SELECT i.client_id, 'invoices', max(i.seq)
  FROM ordinals_given given JOIN invoices i ON i.id > given.done AND i.id <= given.upto AND i.seq IS NOT NULL
  WHERE given.kind = 'invoices' GROUP BY i.client_id
ON CONFLICT (client_id, kind) DO UPDATE SET last = excluded.last;

INSERT INTO list_counts (client_id, kind, state, block, count)
SELECT i.client_id, 'invoices', i.settled, i.seq >> 10, count(*)
  FROM ordinals_given given JOIN invoices i ON i.id > given.done AND i.id <= given.upto AND i.seq IS NOT NULL
  WHERE given.kind = 'invoices' GROUP BY 1, 2, 3, 4
ON CONFLICT (client_id, kind, state, block) DO UPDATE SET count = list_counts.count + excluded.count;

UPDATE ordinals_given SET upto = coalesce(
  (SELECT max(id) FROM (SELECT id FROM tickets WHERE id > done ORDER BY id LIMIT 10000)), done)
  WHERE kind = 'tickets' AND EXISTS (SELECT 1 FROM tickets WHERE id > done);

UPDATE tickets SET seq = batch.seq
FROM (
  SELECT t.id, coalesce(l.last, 0) + row_number() OVER (PARTITION BY t.client_id ORDER BY t.id) AS seq
  FROM ordinals_given given
    JOIN tickets t ON t.id > given.done AND t.id <= given.upto
    LEFT JOIN client_lists l ON l.client_id = t.client_id AND l.kind = 'tickets'
  WHERE given.kind = 'tickets'
) AS batch
WHERE tickets.id = batch.id;

INSERT INTO client_lists (client_id, kind, last)
SELECT t.client_id, 'tickets', max(t.seq)
  FROM ordinals_given given JOIN tickets t ON t.id > given.done AND t.id <= given.upto
  WHERE given.kind = 'tickets' GROUP BY t.client_id
ON CONFLICT (client_id, kind) DO UPDATE SET last = excluded.last;

INSERT INTO list_counts (client_id, kind, state, block, count)
SELECT t.client_id, 'tickets', t.state, t.seq >> 10, count(*)
  FROM ordinals_given given JOIN tickets t ON t.id > given.done AND t.id <= given.upto
  WHERE given.kind = 'tickets' GROUP BY 1, 2, 3, 4
ON CONFLICT (client_id, kind, state, block) DO UPDATE SET count = list_counts.count + excluded.count;

UPDATE ordinals_given SET done = upto WHERE done <> upto;
