import type { Language } from '../domain/seller.ts'
import type { InvoiceDetail } from '../generated/schemas.gen.ts'
import type { Mark } from './printed-invoice.ts'

/** Every text of an invoice that does not come from the invoice or the seller. */
export interface Labels {
  title: string
  /** Before the number, in the title of the document and at the top of further pages. */
  invoice: string
  marks: Record<NonNullable<Mark>, string>
  from: string
  bill_to: string
  /** Before the tax id of the client, which may be of any country. */
  tax_id: string
  vat_id: string
  tax_number: string
  number: string
  issue_date: string
  due_date: string
  po_number: string
  currency: string
  description: string
  quantity: string
  unit_price: string
  discount: string
  tax: string
  amount: string
  subtotal: string
  total: string
  paid: string
  amount_due: string
  rate: string
  taxable_amount: string
  payment: string
  method: string
  reference: string
  status: string
  received: string
  refunded: string
  methods: Record<InvoiceDetail['payments'][number]['method'], string>
  notes: string
  bank_details: string
  account_holder: string
  bank: string
  account_number: string
  routing_number: string
  /** Printed when there is no bank account for the currency. */
  how_to_pay: (currency: string, contact: string) => string
  logo: (name: string) => string
  page: (page: number, count: number) => string
  since: (date: string) => string
  until: (date: string) => string
}

const en: Labels = {
  title: 'INVOICE',
  invoice: 'Invoice',
  marks: { PAID: 'PAID', VOID: 'VOID', REFUNDED: 'REFUNDED' },
  from: 'From',
  bill_to: 'Bill to',
  tax_id: 'Tax ID',
  vat_id: 'VAT ID',
  tax_number: 'Tax number',
  number: 'Invoice number',
  issue_date: 'Issue date',
  due_date: 'Due date',
  po_number: 'PO number',
  currency: 'Currency',
  description: 'Description',
  quantity: 'Quantity',
  unit_price: 'Unit price',
  discount: 'Discount',
  tax: 'Tax',
  amount: 'Amount',
  subtotal: 'Subtotal',
  total: 'Total',
  paid: 'Paid',
  amount_due: 'Amount due',
  rate: 'Rate',
  taxable_amount: 'Taxable amount',
  payment: 'Payment',
  method: 'Method',
  reference: 'Reference',
  status: 'Status',
  received: 'Received',
  refunded: 'Refunded',
  methods: {
    card: 'Card',
    bank_transfer: 'Bank transfer',
    direct_debit: 'Direct debit',
    paypal: 'PayPal',
    cash: 'Cash',
    credit: 'Credit',
    other: 'Other',
  },
  notes: 'Notes',
  bank_details: 'Bank details',
  account_holder: 'Account holder',
  bank: 'Bank',
  account_number: 'Account number',
  routing_number: 'Routing number',
  how_to_pay: (currency, contact) => `To pay in ${currency}, please contact us: ${contact}`,
  logo: name => `${name} logo`,
  page: (page, count) => `Page ${page} of ${count}`,
  since: date => `from ${date}`,
  until: date => `until ${date}`,
}

const de: Labels = {
  title: 'RECHNUNG',
  invoice: 'Rechnung',
  marks: { PAID: 'BEZAHLT', VOID: 'STORNIERT', REFUNDED: 'ERSTATTET' },
  from: 'Rechnungssteller',
  bill_to: 'Rechnungsempfänger',
  tax_id: 'USt-IdNr. / Steuernr.',
  vat_id: 'USt-IdNr.',
  tax_number: 'Steuernummer',
  number: 'Rechnungsnr.',
  issue_date: 'Rechnungsdatum',
  due_date: 'Fällig am',
  po_number: 'Bestellnummer',
  currency: 'Währung',
  description: 'Beschreibung',
  quantity: 'Menge',
  unit_price: 'Einzelpreis',
  discount: 'Rabatt',
  tax: 'Steuer',
  amount: 'Betrag',
  subtotal: 'Zwischensumme',
  total: 'Gesamtbetrag',
  paid: 'Bezahlt',
  amount_due: 'Offener Betrag',
  rate: 'Satz',
  taxable_amount: 'Nettobetrag',
  payment: 'Zahlung',
  method: 'Zahlungsart',
  reference: 'Referenz',
  status: 'Status',
  received: 'Erhalten',
  refunded: 'Erstattet',
  methods: {
    card: 'Karte',
    bank_transfer: 'Überweisung',
    direct_debit: 'Lastschrift',
    paypal: 'PayPal',
    cash: 'Barzahlung',
    credit: 'Guthaben',
    other: 'Sonstige',
  },
  notes: 'Anmerkungen',
  bank_details: 'Bankverbindung',
  account_holder: 'Kontoinhaber',
  bank: 'Bank',
  account_number: 'Kontonummer',
  routing_number: 'Bankleitzahl',
  how_to_pay: (currency, contact) => `Für eine Zahlung in ${currency} wenden Sie sich bitte an uns: ${contact}`,
  logo: name => `Logo von ${name}`,
  page: (page, count) => `Seite ${page} von ${count}`,
  since: date => `ab ${date}`,
  until: date => `bis ${date}`,
}

const da: Labels = {
  title: 'FAKTURA',
  invoice: 'Faktura',
  marks: { PAID: 'BETALT', VOID: 'ANNULLERET', REFUNDED: 'REFUNDERET' },
  from: 'Fra',
  bill_to: 'Til',
  tax_id: 'CVR-/momsnr.',
  vat_id: 'Momsnr.',
  tax_number: 'CVR-nr.',
  number: 'Fakturanummer',
  issue_date: 'Fakturadato',
  due_date: 'Forfaldsdato',
  po_number: 'Ordrenummer',
  currency: 'Valuta',
  description: 'Beskrivelse',
  quantity: 'Antal',
  unit_price: 'Enhedspris',
  discount: 'Rabat',
  tax: 'Moms',
  amount: 'Beløb',
  subtotal: 'Subtotal',
  total: 'I alt',
  paid: 'Betalt',
  amount_due: 'Til betaling',
  rate: 'Sats',
  taxable_amount: 'Momsgrundlag',
  payment: 'Betaling',
  method: 'Betalingsmåde',
  reference: 'Reference',
  status: 'Status',
  received: 'Modtaget',
  refunded: 'Refunderet',
  methods: {
    card: 'Kort',
    bank_transfer: 'Bankoverførsel',
    direct_debit: 'Direkte debitering',
    paypal: 'PayPal',
    cash: 'Kontant',
    credit: 'Tilgodehavende',
    other: 'Andet',
  },
  notes: 'Bemærkninger',
  bank_details: 'Bankoplysninger',
  account_holder: 'Kontohaver',
  bank: 'Bank',
  account_number: 'Kontonummer',
  routing_number: 'Registreringsnr.',
  how_to_pay: (currency, contact) => `Kontakt os venligst for betaling i ${currency}: ${contact}`,
  logo: name => `Logo for ${name}`,
  page: (page, count) => `Side ${page} af ${count}`,
  since: date => `fra ${date}`,
  until: date => `til ${date}`,
}

export const LABELS: Record<Language, Labels> = { en, de, da }
