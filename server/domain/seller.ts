/** The languages of invoices. */
export const LANGUAGES = ['en', 'de', 'da'] as const
export type Language = (typeof LANGUAGES)[number]

/** Who issues the invoices, as the seller's file says. It is stored as JSON with each issued invoice. */
export interface Seller {
  name: string
  address: {
    line1: string
    line2: string | null
    city: string
    region: string | null
    postal_code: string | null
    /** ISO 3166-1 alpha-2. */
    country: string
  }
  vat_id: string | null
  /** The number of the national tax office. */
  tax_number: string | null
  register: { court: string; number: string } | null
  contact: { email: string | null; phone: string | null; website: string | null }
  /** At most one for each currency. */
  bank_accounts: readonly BankAccount[]
  payment_terms: {
    /** From the issue date to the due date of a new invoice. */
    days: number
    text: string | null
  }
  logo: Logo | null
  /** `#rrggbb` */
  colour: string
  /** One or two lines. */
  footer: string | null
  language: Language
}

export interface BankAccount {
  /** ISO 4217. */
  currency: string
  /** Null for the name of the seller. */
  holder: string | null
  bank: string
  /** Without spaces. Either this or `account_number` is set. */
  iban: string | null
  account_number: string | null
  bic: string | null
  routing_number: string | null
}

export type Logo = VectorLogo | PngLogo

/** An SVG file, reduced to shapes. */
export interface VectorLogo {
  type: 'svg'
  width: number
  height: number
  shapes: readonly Shape[]
}

export interface PngLogo {
  type: 'png'
  /** Pixels. */
  width: number
  height: number
  /** The file in Base64. */
  data: string
}

/** The matrix (a, b, c, d, e, f) of SVG and PDF. */
export type Matrix = readonly [number, number, number, number, number, number]

export interface Shape {
  /** Path data with spaces between all numbers. */
  path: string
  /** To the width and height of the logo. */
  matrix: Matrix
  /** `#rrggbb`, or null for none. */
  fill: string | null
  fill_opacity: number
  even_odd: boolean
  stroke: string | null
  stroke_opacity: number
  stroke_width: number
  line_cap: 'butt' | 'round' | 'square'
  line_join: 'miter' | 'round' | 'bevel'
}

/** In groups of four, as it is printed. */
export const formatIban = (iban: string): string => iban.replaceAll(/(.{4})(?=.)/g, '$1 ')
