/** ISO 4217 currencies by their number of decimals, without the codes that have no minor unit (gold, SDR, testing). */
const CODES: readonly [decimals: number, codes: string][] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [
    2,
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY ' +
      'COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ' +
      'ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN ' +
      'MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE ' +
      'SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ' +
      'ZAR ZMW ZWG',
  ],
  // Withdrawn since 2020, but older invoices still use them.
  [2, 'ANG BGN CUC HRK SLL ZWL'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
]

const DECIMALS = new Map(CODES.flatMap(([decimals, codes]) => codes.split(' ').map(code => [code, decimals] as const)))

/** Number of decimals of stored quantities, unit prices and rates: integers ×10⁴, ×10⁶ and ×10². */
const QUANTITY = 4
const UNIT_PRICE = 6
const RATE = 2

/** Number of decimals of amounts in a currency. Throws RangeError for a code that is not in ISO 4217. */
export function decimalsOf(currency: string): number {
  const decimals = DECIMALS.get(currency)
  if (decimals === undefined) throw new RangeError(`${currency} is not an ISO 4217 currency`)
  return decimals
}

/** Whether a code is in ISO 4217. */
export const isCurrency = (code: string): boolean => DECIMALS.has(code)

/** Formats minor units: `20111` EUR is `201.11`, `99999` JPY is `99999`. Throws RangeError unless they are a safe integer ≥ 0. */
export const formatMoney = (minor: number, currency: string): string => format(minor, decimalsOf(currency))

/** Returns minor units. Throws RangeError unless the text has exactly the currency's number of decimals and no sign. */
export function parseMoney(text: string, currency: string): number {
  const decimals = decimalsOf(currency)
  return parse(text, decimals, decimals, decimals)
}

/** Formats ten-thousandths without trailing zeros: `25000` is `2.5`. */
export const formatQuantity = (quantity: number): string => shorten(format(quantity, QUANTITY), 0)

/** Returns ten-thousandths. Throws RangeError for more than 4 decimals or a sign. */
export const parseQuantity = (text: string): number => parse(text, QUANTITY, 0, QUANTITY)

/** Formats millionths with at least the currency's decimals and up to 6 if needed: `8.00`, `0.215`. */
export const formatUnitPrice = (unitPrice: number, currency: string): string =>
  shorten(format(unitPrice, UNIT_PRICE), decimalsOf(currency))

/** Returns millionths. Throws RangeError for fewer decimals than the currency has, more than 6, or a sign. */
export const parseUnitPrice = (text: string, currency: string): number =>
  parse(text, UNIT_PRICE, decimalsOf(currency), UNIT_PRICE)

/** Formats hundredths of a percent: `1900` is `19.00`. */
export const formatRate = (rate: number): string => format(rate, RATE)

/** Returns hundredths of a percent. Throws RangeError unless there are two decimals and no sign. */
export const parseRate = (text: string): number => parse(text, RATE, RATE, RATE)

/** Multiplies ten-thousandths by millionths and returns minor units, rounded half up: 11 × 0.215 EUR is 2.37. */
export function lineAmount(quantity: number, unitPrice: number, currency: string): number {
  return multiply(quantity, unitPrice, QUANTITY + UNIT_PRICE - decimalsOf(currency))
}

/** Tax in minor units, rounded half up, for a rate in hundredths of a percent. */
export const taxAmount = (taxable: number, rate: number): number => multiply(taxable, rate, RATE + 2)

/** a × b ÷ 10^exponent, rounded half up. Uses BigInt, because the product of two safe integers may not be a safe integer. */
function multiply(a: number, b: number, exponent: number): number {
  const divisor = 10n ** BigInt(exponent)
  const product = BigInt(assertAmount(a)) * BigInt(assertAmount(b))
  return assertAmount(Number((2n * product + divisor) / (2n * divisor)))
}

function format(scaled: number, decimals: number): string {
  const digits = String(assertAmount(scaled)).padStart(decimals + 1, '0')
  if (decimals === 0) return digits
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** Drops trailing zeros beyond the first `keep` decimals, and the point if no decimals are left. */
function shorten(text: string, keep: number): string {
  const point = text.indexOf('.')
  let end = text.length
  while (end > point + 1 + keep && text[end - 1] === '0') end--
  return text.slice(0, end === point + 1 ? point : end)
}

function parse(text: string, scale: number, fewest: number, most: number): number {
  const match = /^(0|[1-9]\d*)(?:\.(\d+))?$/.exec(text)
  const decimals = match?.[2] ?? ''
  if (!match || decimals.length < fewest || decimals.length > most) {
    const range = fewest === most ? `${most}` : `${fewest} to ${most}`
    throw new RangeError(`${JSON.stringify(text)} is not a decimal with ${range} decimals`)
  }
  return assertAmount(Number(`${match[1]}${decimals.padEnd(scale, '0')}`))
}

/** Amounts are never negative, and numbers above 2^53 − 1 would lose minor units. */
function assertAmount(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is not a safe integer ≥ 0`)
  return value
}
