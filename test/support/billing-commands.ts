import { invoiceFile } from './invoice-file.ts'

/** The commands about money, in this order on the demo data. */
export const BILLING_COMMANDS: readonly (readonly string[])[] = [
  ['invoice', 'issue', '-'],
  ['invoice', 'issue', '-', '--draft'],
  ['invoice', 'show', '115'],
  ['invoice', 'issue', '--id', '115'],
  ['invoice', 'discard', '116', '--yes'],
  ['invoice', 'list'],
  ['invoice', 'list', '--client', '4'],
  ['invoice', 'show', 'INV-2026-0013'],
  ['payment', 'record', '117', '--amount', '1.00', '--method', 'cash', '--reference', 'R', '--external-ref', 'R'],
  ['payment', 'refund', '709', '--yes'],
  ['payment', 'record', '113', '--amount', '1.00', '--method', 'cash', '--status', 'pending'],
  ['payment', 'confirm', '710'],
  ['payment', 'record', '113', '--amount', '1.00', '--method', 'cash', '--status', 'pending'],
  ['payment', 'fail', '711'],
  ['payment', 'list'],
  ['payment', 'list', '--invoice', '113'],
  ['invoice', 'void', '112', '--yes'],
  [
    ...['subscription', 'add', '--client', '4', '--name', 'New', '--amount', '9.00', '--external-ref', 'REF'],
    ...['--tax-rate', '19.00', '--tax-category', 'S', '--start', '2026-10-01', '--invoice-from', '2026-10-01'],
  ],
  ['subscription', 'list'],
  ['subscription', 'list', '--client', '4'],
  ['subscription', 'show', '31'],
  ['subscription', 'change', '31', '--amount', '9.00'],
  ['subscription', 'pause', '36'],
  ['subscription', 'resume', '36'],
  ['subscription', 'cancel', '33', '--yes'],
  ['tick'],
  ['check'],
]

/** Standard input of `invoice issue`. */
export const INVOICE_FILE = JSON.stringify([
  invoiceFile({ subscription_id: 31 }),
  invoiceFile({ client_id: null, client_external_ref: 'REF' }),
])
