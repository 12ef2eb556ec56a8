import type { JsonObject } from '../../openapi/document.ts'

/** How a schema of the import is derived from a component of the contract. */
export interface Derivation {
  /** The component that the properties come from. */
  from: string
  description: string
  /** Properties that every row must have. All others may be left out or null. */
  required: readonly string[]
  /** Properties of the component that are calculated, or stand elsewhere. */
  omitted?: readonly string[]
  /** Other schemas for properties of the component. */
  replaced?: Readonly<Record<string, JsonObject>>
  /** Properties that the API does not return. */
  added?: Readonly<Record<string, JsonObject>>
}

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` })
const text = (description: string, example: string, more: JsonObject = {}): JsonObject => ({
  type: 'string',
  minLength: 1,
  description,
  examples: [example],
  ...more,
})
const listOf = (name: string, description: string): JsonObject => ({ type: 'array', items: ref(name), description })
const time = (description: string): JsonObject => ({ ...ref('Timestamp'), description })
const oneOf = (description: string, values: string[]): JsonObject => ({
  type: 'string',
  enum: values,
  description,
  examples: values.slice(0, 1),
})

const id: JsonObject = {
  ...ref('Id'),
  description: 'ID in the file. It is kept where it is free, and replaced by a new one otherwise.',
  examples: [4],
}
const external_ref = text(
  'Key of the row in the system that it comes from. A later import finds the row by it.',
  'customer-4711',
  { maxLength: 255 },
)
const idOf = (what: string): JsonObject => ({
  ...ref('Id'),
  description: `\`id\` of the ${what} in this file, or in the database.`,
  examples: [4],
})
const refOf = (what: string): JsonObject =>
  text(`\`external_ref\` of the ${what}, in this file or in the database.`, `${what}-4711`, { maxLength: 255 })
const ofClient = { client_id: idOf('client'), client_ref: refOf('client') }
const ofSubscription = { subscription_id: idOf('subscription'), subscription_ref: refOf('subscription') }

/** The schemas of the import by name, the document first. */
export const DERIVATIONS: Readonly<Record<string, Derivation>> = {
  ImportClient: {
    from: 'BillTo',
    description: 'A client: its name and address as on the invoices that do not state their own.',
    required: ['name', 'address', 'currency'],
    replaced: { address: ref('ImportAddress') },
    added: {
      id,
      external_ref,
      currency: ref('Currency'),
      disabled_at: time('When the client was disabled.'),
      erased_at: time('When the personal data of the client was erased.'),
    },
  },
  ImportAddress: {
    from: 'Address',
    description: 'Postal address.',
    required: ['line1', 'city', 'country'],
  },
  ImportUser: {
    from: 'Me',
    description: 'A user of the portal. Found by `external_ref`, and without one by the email address.',
    required: ['email', 'name'],
    omitted: ['client_name', 'current_token'],
    replaced: {
      id,
      client_id: idOf('client'),
      email: text('Email address that the user logs in with.', 'you@company.com', {
        format: 'email',
        pattern: '^[^@\\s\\p{Cc}]+@[^@\\s\\p{Cc}]+$',
        maxLength: 254,
      }),
    },
    added: {
      external_ref,
      client_ref: refOf('client'),
      password_hash: text(
        'Hash of the password: argon2id as a PHC string, or bcrypt (`$2a$`, `$2b$`, `$2y$`). Without one, the user cannot log in until an operator sets a password.',
        '$2y$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW',
        { maxLength: 255 },
      ),
      disabled_at: time('When the user was disabled.'),
    },
  },
  ImportSubscription: {
    from: 'Subscription',
    description: 'A subscription.',
    required: [
      'name',
      'status',
      'currency',
      'amount',
      'interval',
      'started_at',
      'current_period_start',
      'current_period_end',
    ],
    omitted: ['next_invoice_date'],
    replaced: { id },
    added: {
      external_ref,
      ...ofClient,
      period_anchor: time(
        'Later periods are counted from this time. By default the end of the trial, or `current_period_start`.',
      ),
      tax_rate: ref('TaxRate'),
      tax_category: ref('TaxCategory'),
      tax_exemption_reason: text('Why no tax is charged, as printed on its invoices.', 'Reverse charge'),
      paused_by: oneOf('Who paused it. A client cannot resume what the operator paused.', ['client', 'operator']),
      cancelled_by: oneOf('Who cancelled it.', ['client', 'operator']),
      invoiced_until: time('`tick` invoices the periods from this time on. If left out, it invoices none.'),
    },
  },
  ImportInvoice: {
    from: 'InvoiceDetail',
    description:
      'An issued invoice, found by its number. Amounts are calculated from the lines; those given must be equal.',
    required: ['number', 'currency', 'issue_date', 'due_date', 'line_items'],
    omitted: ['amount_due', 'pdf_url'],
    replaced: {
      id,
      ...ofSubscription,
      bill_to: ref('ImportBillTo'),
      taxes: listOf(
        'ImportTax',
        'Names and exemption reasons of the taxes. Amounts must be equal to the calculated ones.',
      ),
      line_items: listOf('ImportLineItem', 'Lines, in the order of the invoice.'),
      payments: listOf('ImportPayment', 'Payments and payment attempts, oldest first.'),
    },
    added: ofClient,
  },
  ImportBillTo: {
    from: 'BillTo',
    description: 'The recipient as of the date of issue. By default the client.',
    required: ['name', 'address'],
    replaced: { address: ref('ImportAddress') },
  },
  ImportLineItem: {
    from: 'LineItem',
    description: 'A line of an invoice.',
    required: ['description', 'quantity', 'unit_price', 'tax_rate', 'tax_category'],
    replaced: { id, ...ofSubscription },
  },
  ImportTax: {
    from: 'Tax',
    description: 'Tax on the sum of all line items with the same category and rate.',
    required: ['category', 'rate'],
  },
  ImportPayment: {
    from: 'Payment',
    description: 'A payment or payment attempt.',
    required: ['amount', 'method', 'status'],
    replaced: { id },
    added: { external_ref },
  },
  ImportTicket: {
    from: 'TicketDetail',
    description:
      'A ticket. Found by `external_ref`, and without one by its number. Without a number, it gets the next one.',
    required: ['subject', 'status', 'created_by', 'body', 'created_at'],
    omitted: ['reply_count', 'last_reply_at'],
    replaced: {
      id,
      subject: text('Summary of the problem in one line.', 'Backups', { maxLength: 255 }),
      created_by: ref('ImportTicketCreator'),
      replies: listOf('ImportReply', 'Replies, oldest first.'),
    },
    added: {
      external_ref,
      ...ofClient,
      resolved_at: time('When the ticket was resolved. It closes 7 days later. Required if the status is `resolved`.'),
    },
  },
  ImportTicketCreator: {
    from: 'TicketCreator',
    description: 'The user who opened the ticket: `id` or `external_ref`. The name is not read.',
    required: [],
    replaced: { id: idOf('user') },
    added: { external_ref: refOf('user') },
  },
  ImportReply: {
    from: 'Reply',
    description: 'A reply to a ticket, or an internal note.',
    required: ['body', 'author', 'created_at'],
    omitted: ['ticket_id'],
    replaced: { id, author: ref('ImportReplyAuthor') },
    added: {
      user_id: idOf('user'),
      user_ref: refOf('user'),
      internal: { type: 'boolean', description: 'Whether it is a note that clients do not see.', examples: [false] },
    },
  },
  ImportReplyAuthor: {
    from: 'ReplyAuthor',
    description: 'The author of the reply.',
    required: ['type', 'name'],
  },
}

/** The lists of the document and the schema of their rows. */
export const LISTS: Readonly<Record<string, string>> = {
  clients: 'ImportClient',
  users: 'ImportUser',
  subscriptions: 'ImportSubscription',
  invoices: 'ImportInvoice',
  tickets: 'ImportTicket',
}
