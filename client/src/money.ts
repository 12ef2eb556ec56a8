/** ISO 4217 currencies by their number of decimals; all others have 2. */
const DECIMALS = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
] as const

/**
 * `toMinorUnits('201.11', 'EUR')` is `20111n`, `toMinorUnits('99999', 'JPY')` is `99999n`: exact, ready to be added up.
 * Throws RangeError unless the text has exactly the currency's decimals.
 */
export function toMinorUnits(amount: string, currency: string): bigint {
  const decimals = decimalsOf(currency)
  if (!/^-?\d+(\.\d+)?$/.test(amount) || (amount.split('.')[1] ?? '').length !== decimals)
    throw new RangeError(`"${amount}" is not an amount of ${currency}, which has ${decimals} decimals`)
  return BigInt(amount.replace('.', ''))
}

/** `fromMinorUnits(20111n, 'EUR')` is `201.11`. Throws RangeError for a code that is not three capital letters. */
export function fromMinorUnits(minor: bigint, currency: string): string {
  const decimals = decimalsOf(currency)
  const digits = String(minor < 0n ? -minor : minor).padStart(decimals + 1, '0')
  const point = digits.length - decimals
  return `${minor < 0n ? '-' : ''}${digits.slice(0, point)}${decimals ? '.' : ''}${digits.slice(point)}`
}

function decimalsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError(`"${currency}" is not an ISO 4217 currency`)
  return DECIMALS.find(([, codes]) => codes.includes(currency))?.[0] ?? 2
}
