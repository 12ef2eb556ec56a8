/** The properties that scenarios use. Schema validation happens elsewhere. */
export interface Row {
  id: number
  status: string
}

export interface Page<R extends Row = Row> {
  data: R[]
  links: Record<'first' | 'last', string> & Record<'prev' | 'next', string | null>
  meta: {
    current_page: number
    from: number | null
    last_page: number
    path: string
    per_page: number
    to: number | null
    total: number
  }
}

/** Amounts are decimal strings. */
export interface Invoice extends Row {
  number: string
  currency: string
  issue_date: string
  due_date: string
  subtotal: string
  discount_total: string
  tax_total: string
  total: string
  amount_paid: string
  amount_due: string
  subscription_id: number | null
  paid_at: string | null
  voided_at: string | null
  pdf_url: string
  updated_at: string
}

export interface InvoiceDetail extends Invoice {
  line_items: {
    position: number
    quantity: string
    unit_price: string
    discount: string
    tax_rate: string
    tax_category: string
    amount: string
  }[]
  taxes: { category: string; rate: string; taxable_amount: string; amount: string }[]
  payments: { id: number; amount: string; currency: string; status: string; created_at: string }[]
}

export interface Ticket extends Row {
  number: string
  subject: string
  priority: string
  category: string
  created_by: { id: number; name: string }
  reply_count: number
  last_reply_at: string | null
  closed_at: string | null
  created_at: string
  updated_at: string
}

export interface Reply {
  id: number
  ticket_id: number
  body: string
  author: { type: string; name: string }
  created_at: string
}

export interface TicketDetail extends Ticket {
  body: string
  replies: Reply[]
}

export interface Subscription extends Row {
  quantity: number
  interval: string
  interval_count: number
  trial_ends_at: string | null
  current_period_start: string
  current_period_end: string
  next_invoice_date: string | null
  paused_at: string | null
  resume_at: string | null
  cancelled_at: string | null
  cancellation_reason: string | null
  ends_at: string | null
  updated_at: string
}

export interface Me {
  id: number
  email: string
  client_id: number
  client_name: string
  name: string
  current_token: { id: number; name: string; created_at: string; last_used_at: string | null }
}
