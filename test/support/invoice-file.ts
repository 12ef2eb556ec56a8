/** One line of 100.00 with 19 % tax: a total of 119.00. */
export const LINE = {
  description: 'Hosting',
  quantity: '2',
  unit_price: '50.00',
  tax_rate: '19.00',
  tax_category: 'S',
}

/** A file for `invoice issue`: an invoice of client 4 over 119.00 EUR. */
export const invoiceFile = (fields: Record<string, unknown> = {}) => ({ client_id: 4, line_items: [LINE], ...fields })
