/** How the text of a field is converted. */
export type FieldType = 'text' | 'integer' | 'date' | 'time' | 'money' | 'rate' | 'quantity' | 'price'

export type CsvKind = 'clients' | 'users' | 'invoices' | 'payments'

interface CsvField {
  type: FieldType
  /** Where the value stands in the row of a document. */
  path: readonly string[]
}

const at = (type: FieldType, ...path: string[]): CsvField => ({ type, path })

const OF_CLIENT = { client_ref: at('text', 'client_ref'), client_id: at('integer', 'client_id') }
const KEYS = { external_ref: at('text', 'external_ref'), id: at('integer', 'id') }

const ADDRESS = ['line1', 'line2', 'city', 'region', 'postal_code', 'country']

/** The fields that columns can be mapped to. */
export const CSV_FIELDS: Readonly<Record<CsvKind, Readonly<Record<string, CsvField>>>> = {
  clients: {
    ...KEYS,
    name: at('text', 'name'),
    email: at('text', 'email'),
    tax_id: at('text', 'tax_id'),
    ...Object.fromEntries(ADDRESS.map(name => [name, at('text', 'address', name)])),
    currency: at('text', 'currency'),
    disabled_at: at('time', 'disabled_at'),
  },
  users: {
    ...KEYS,
    ...OF_CLIENT,
    email: at('text', 'email'),
    name: at('text', 'name'),
    password_hash: at('text', 'password_hash'),
    disabled_at: at('time', 'disabled_at'),
    created_at: at('time', 'created_at'),
  },
  invoices: {
    id: at('integer', 'id'),
    ...OF_CLIENT,
    number: at('text', 'number'),
    status: at('text', 'status'),
    currency: at('text', 'currency'),
    issue_date: at('date', 'issue_date'),
    due_date: at('date', 'due_date'),
    subtotal: at('money', 'subtotal'),
    discount_total: at('money', 'discount_total'),
    tax_total: at('money', 'tax_total'),
    total: at('money', 'total'),
    amount_paid: at('money', 'amount_paid'),
    voided_at: at('time', 'voided_at'),
    po_number: at('text', 'po_number'),
    notes: at('text', 'notes'),
    created_at: at('time', 'created_at'),
    ...Object.fromEntries(['name', 'email', 'tax_id'].map(name => [`bill_to_${name}`, at('text', 'bill_to', name)])),
    ...Object.fromEntries(ADDRESS.map(name => [`bill_to_${name}`, at('text', 'bill_to', 'address', name)])),
    description: at('text', 'line', 'description'),
    quantity: at('quantity', 'line', 'quantity'),
    unit_price: at('price', 'line', 'unit_price'),
    discount: at('money', 'line', 'discount'),
    tax_rate: at('rate', 'line', 'tax_rate'),
    tax_category: at('text', 'line', 'tax_category'),
    amount: at('money', 'line', 'amount'),
    period_start: at('date', 'line', 'period_start'),
    period_end: at('date', 'line', 'period_end'),
    subscription_ref: at('text', 'line', 'subscription_ref'),
  },
  payments: {
    ...KEYS,
    invoice: at('text', 'invoice'),
    amount: at('money', 'amount'),
    currency: at('text', 'currency'),
    method: at('text', 'method'),
    status: at('text', 'status'),
    reference: at('text', 'reference'),
    paid_at: at('time', 'paid_at'),
    created_at: at('time', 'created_at'),
  },
}

const MYSQL_ZERO = /^0000-00-00/
const TIME = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2})(?:\.\d+)?(?:Z|\+00(?::?00)?)?)?$/

/**
 * The text as the document has it. Text that has another form stays as it is, and is refused with the row.
 * @param decimal the decimal separator of the file
 * @param decimals the number of decimals of the currency
 */
export function convert(text: string, type: FieldType, decimal: string, decimals: number): unknown {
  switch (type) {
    case 'text':
      return text
    case 'integer':
      return /^[1-9]\d{0,15}$/.test(text) ? Number(text) : text
    case 'date':
      return MYSQL_ZERO.test(text) ? undefined : (TIME.exec(text)?.[1] ?? text)
    case 'time': {
      if (MYSQL_ZERO.test(text)) return undefined
      const [, date, time = '00:00:00'] = TIME.exec(text) ?? []
      return date === undefined ? text : `${date}T${time}Z`
    }
    case 'money':
      return withDecimals(text, decimal, decimals, decimals)
    case 'rate':
      return withDecimals(text, decimal, 2, 2)
    case 'quantity':
      return withDecimals(text, decimal, 0, 4)
    case 'price':
      return withDecimals(text, decimal, decimals, 6)
  }
}

/** The same number with at least `fewest` decimals, and zeros dropped beyond them. */
function withDecimals(text: string, decimal: string, fewest: number, most: number): string {
  const [whole = '', fraction = '', ...others] = text.split(decimal)
  if (others.length > 0 || !/^\d+$/.test(whole) || !/^\d*$/.test(fraction)) return text
  let digits = fraction.padEnd(fewest, '0')
  while (digits.length > fewest && digits.endsWith('0')) digits = digits.slice(0, -1)
  if (digits.length > most) return text
  return digits === '' ? whole : `${whole}.${digits}`
}
