import { isCurrency } from '../domain/money.ts'
import { formatIban, LANGUAGES, type Logo, type Seller } from '../domain/seller.ts'
import { problemOfBic, problemOfIban } from './bank-ids.ts'
import { isCountry } from './countries.ts'
import type { Fields } from './fields.ts'
import { isInEu, normaliseVatId, problemOfVatId } from './vat-id.ts'

const withoutSpaces = (text: string) => text.replaceAll(/\s/g, '').toUpperCase()

/** @param readLogo reads the file that `logo` names; returns what is wrong with it as a text */
export function parseSeller(fields: Fields, readLogo: (path: string) => Logo | string): Seller {
  const name = fields.text('name', { required: true })
  const address = parseAddress(fields.section('address'))
  const vat_id = fields.text('vat_id', {
    max: 32,
    normalise: normaliseVatId,
    check: id => problemOfVatId(id, address.country),
  })
  const tax_number = fields.text('tax_number', { max: 32 })
  if (vat_id === null && tax_number === null && isInEu(address.country)) {
    fields.problem('vat_id', 'is missing; an invoice from the EU must show the VAT id or, without one, the tax_number')
  }
  const register = fields.has('register') ? parseRegister(fields.section('register')) : null
  const contact = parseContact(fields.section('contact'))
  const bank_accounts = parseAccounts(fields)
  const payment_terms = parseTerms(fields.section('payment_terms'))
  const logo = parseLogo(fields, readLogo)
  const colour = fields.text('colour', {
    normalise: text => text.toLowerCase(),
    check: text => (/^#[\da-f]{6}$/.test(text) ? undefined : `${text} is not a colour such as "#12355b", in quotes`),
  })
  // Without quotes, YAML takes the colour for a comment.
  if (colour === null) fields.problem('colour', 'is missing; write it in quotes, such as "#12355b"')
  const footer = fields.text('footer', { max: 150, maxLines: 2 })
  const language = fields.choice('language', LANGUAGES)
  fields.end()
  return {
    name,
    address,
    vat_id,
    tax_number,
    register,
    contact,
    bank_accounts,
    payment_terms,
    logo,
    colour: colour ?? '',
    footer,
    language,
  }
}

function parseAddress(fields: Fields): Seller['address'] {
  const address = {
    line1: fields.text('line1', { required: true }),
    line2: fields.text('line2'),
    city: fields.text('city', { required: true }),
    region: fields.text('region'),
    postal_code: fields.text('postal_code', { max: 20 }),
    country: fields.text('country', {
      required: true,
      check: code => (isCountry(code) ? undefined : `${code} is not a country code of ISO 3166-1, such as DE`),
    }),
  }
  fields.end()
  return address
}

function parseRegister(fields: Fields): NonNullable<Seller['register']> {
  const register = {
    court: fields.text('court', { required: true }),
    number: fields.text('number', { required: true }),
  }
  fields.end()
  return register
}

function parseContact(fields: Fields): Seller['contact'] {
  const contact = {
    email: fields.text('email', {
      max: 254,
      check: text => (/^[^@\s]+@[^@\s]+$/.test(text) ? undefined : `${text} is not an email address`),
    }),
    phone: fields.text('phone', { max: 40 }),
    website: fields.text('website'),
  }
  fields.end()
  return contact
}

function parseAccounts(fields: Fields): Seller['bank_accounts'] {
  const currencies = new Set<string>()
  return fields.list('bank_accounts').map(account => {
    const currency = account.text('currency', {
      required: true,
      check: code => {
        if (!isCurrency(code)) return `${code} is not a currency code of ISO 4217, such as EUR`
        return currencies.has(code) ? `there is another account for ${code}` : undefined
      },
    })
    currencies.add(currency)
    const parsed = {
      currency,
      holder: account.text('holder'),
      bank: account.text('bank', { required: true }),
      iban: account.text('iban', { normalise: withoutSpaces, check: problemOfIban }),
      account_number: account.text('account_number', { max: 40 }),
      bic: account.text('bic', { normalise: withoutSpaces, check: problemOfBic }),
      routing_number: account.text('routing_number', { max: 40 }),
    }
    if (parsed.iban === null && parsed.account_number === null)
      account.problem('iban', 'is missing, and so is account_number')
    if (parsed.iban !== null && parsed.account_number !== null) {
      account.problem('account_number', `the account has the IBAN ${formatIban(parsed.iban)}; leave out one of the two`)
    }
    if (parsed.iban === null && parsed.account_number !== null && !parsed.bic && !parsed.routing_number) {
      account.problem('bic', 'is missing, and so is routing_number; an account_number needs one of them')
    }
    account.end()
    return parsed
  })
}

function parseTerms(fields: Fields): Seller['payment_terms'] {
  const terms = { days: fields.number('days', 0, 365), text: fields.text('text', { max: 500, maxLines: 5 }) }
  fields.end()
  return terms
}

function parseLogo(fields: Fields, readLogo: (path: string) => Logo | string): Logo | null {
  const path = fields.text('logo', { max: 1000 })
  if (!path) return null
  const logo = readLogo(path)
  if (typeof logo !== 'string') return logo
  fields.problem('logo', logo)
  return null
}
