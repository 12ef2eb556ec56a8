/** A list of the contract. */
export interface List {
  operation: string
  path: string
  statuses: readonly string[]
  /** The status that the list excludes without a filter. */
  excludedStatus?: string
}

const invoices: List = {
  operation: 'listInvoices',
  path: '/api/v1/invoices',
  statuses: ['unpaid', 'partially_paid', 'paid', 'overdue', 'void', 'refunded'],
}

const tickets: List = {
  operation: 'listTickets',
  path: '/api/v1/tickets',
  statuses: ['open', 'answered', 'on_hold', 'resolved', 'closed'],
}

const subscriptions: List = {
  operation: 'listSubscriptions',
  path: '/api/v1/subscriptions',
  statuses: ['trialing', 'active', 'past_due', 'paused', 'cancelled'],
  excludedStatus: 'cancelled',
}

export const lists = { invoices, tickets, subscriptions }
