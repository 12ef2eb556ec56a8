-- In batches: runs until it changes nothing, each time in a transaction of its own.
-- Fills in the client of the lines, taxes, payments and billed periods of the next 10,000 invoices, and of the replies of as many
-- tickets.

UPDATE clients_filled_in SET upto = coalesce(
  (SELECT max(id) FROM (SELECT id FROM invoices WHERE id > done ORDER BY id LIMIT 10000)), done)
  WHERE kind = 'invoices' AND EXISTS (SELECT 1 FROM invoices WHERE id > done);

UPDATE invoice_lines SET client_id = i.client_id
FROM clients_filled_in f CROSS JOIN invoices i
WHERE f.kind = 'invoices' AND i.id > f.done AND i.id <= f.upto AND invoice_lines.invoice_id = i.id;

UPDATE invoice_taxes SET client_id = i.client_id
FROM clients_filled_in f CROSS JOIN invoices i
WHERE f.kind = 'invoices' AND i.id > f.done AND i.id <= f.upto AND invoice_taxes.invoice_id = i.id;

UPDATE payments SET client_id = i.client_id
FROM clients_filled_in f CROSS JOIN invoices i
WHERE f.kind = 'invoices' AND i.id > f.done AND i.id <= f.upto AND payments.invoice_id = i.id;

UPDATE billed_periods SET client_id = i.client_id
FROM clients_filled_in f CROSS JOIN invoices i
WHERE f.kind = 'invoices' AND i.id > f.done AND i.id <= f.upto AND billed_periods.invoice_id = i.id;

UPDATE clients_filled_in SET upto = coalesce(
  (SELECT max(id) FROM (SELECT id FROM tickets WHERE id > done ORDER BY id LIMIT 10000)), done)
  WHERE kind = 'tickets' AND EXISTS (SELECT 1 FROM tickets WHERE id > done);

UPDATE ticket_replies SET client_id = t.client_id
FROM clients_filled_in f CROSS JOIN tickets t
WHERE f.kind = 'tickets' AND t.id > f.done AND t.id <= f.upto AND ticket_replies.ticket_id = t.id;

UPDATE clients_filled_in SET done = upto WHERE done <> upto;

-- At the end:
DROP TABLE clients_filled_in;
