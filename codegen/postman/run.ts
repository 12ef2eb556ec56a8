/** How an operation takes part when a user runs the whole collection. */
export interface Run {
  /** The body to send instead of the contract's example. */
  body?: Record<string, string>
  /** The variable that has the `id` of the path, instead of the one that is named after the parameter. */
  idVariable?: string
  /** Lines that run after the tests. */
  after?: string[]
  /** The code of the 422 response that a second run gets. */
  repeated?: string
}

/** Running the collection opens a ticket, which must not alarm anyone. */
const TEST_TICKET = {
  subject: 'Test of the API',
  body: 'Opened by the Postman collection. Please ignore.',
  priority: 'low',
}

export const RUNS: Readonly<Record<string, Run>> = {
  createToken: {
    body: { email: '{{email}}', password: '{{password}}', name: 'Postman' },
    after: [
      'if (pm.response.code === 200) pm.collectionVariables.set("token", pm.response.json().token);',
      '// Without a token, all other requests would fail.',
      'else pm.execution.setNextRequest(null);',
    ],
  },
  revokeToken: { after: ['pm.collectionVariables.set("token", "");'] },
  listInvoices: { after: keepId('invoiceId', 'pm.response.json().data[0]') },
  createTicket: { body: TEST_TICKET, after: keepId('ticketId', 'pm.response.json().data') },
  replyToTicket: { body: { body: 'Sent by the Postman collection. Please ignore.' } },
  pauseSubscription: { body: {}, idVariable: 'subscriptionToPause' },
  resumeSubscription: { idVariable: 'subscriptionToPause' },
  cancelSubscription: { body: {}, idVariable: 'subscriptionToCancel', repeated: 'invalid_state' },
}

/** Empty by default, so that running the collection never stops a service by accident. */
export const CHOSEN_VARIABLES: Readonly<Record<string, string>> = {
  subscriptionToPause: 'ID of an active subscription to pause and resume. Both requests are skipped if it is empty.',
  subscriptionToCancel:
    'ID of a subscription to cancel, which cannot be undone. The request is skipped if it is empty.',
}

function keepId(variable: string, record: string): string[] {
  return [
    `const record = pm.response.code < 300 ? ${record} : undefined;`,
    `if (record) pm.collectionVariables.set("${variable}", String(record.id));`,
  ]
}
