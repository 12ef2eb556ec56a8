import type { PrintedInvoice } from './printed-invoice.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' })

/** Formats a date, or the date of a timestamp, as `5 Jan 2026`, which cannot be misread as May. */
export function formatDate(date: string): string {
  const [year, month, day] = date.slice(0, 10).split('-')
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`
}

export function formatPeriod(start: string | null, end: string | null): string | null {
  if (start === null && end === null) return null
  if (start === null) return `until ${formatDate(end!)}`
  return end === null ? `from ${formatDate(start)}` : `${formatDate(start)} – ${formatDate(end)}`
}

/** @param code ISO 3166-1 alpha-2, such as `DE` */
export const formatCountry = (code: string): string => countries.of(code) ?? code

type Payment = PrintedInvoice['payments'][number]

export const METHODS: Record<Payment['method'], string> = {
  card: 'Card',
  bank_transfer: 'Bank transfer',
  direct_debit: 'Direct debit',
  paypal: 'PayPal',
  cash: 'Cash',
  credit: 'Credit',
  other: 'Other',
}
