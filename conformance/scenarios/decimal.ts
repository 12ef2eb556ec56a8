/** An exact decimal, `digits` ÷ 10^`decimals`. */
export interface Decimal {
  digits: bigint
  decimals: number
}

/** Undefined for anything but a plain decimal. */
export function decimal(text: string): Decimal | undefined {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) return undefined
  const [, whole = '', fraction = ''] = match
  return { digits: BigInt(whole + fraction), decimals: fraction.length }
}

export const times = (a: Decimal, b: Decimal): Decimal => ({
  digits: a.digits * b.digits,
  decimals: a.decimals + b.decimals,
})

/** In units of 10^-`decimals`, with halves rounded up; there are no negative amounts. */
export function rounded({ digits, decimals: own }: Decimal, decimals: number): bigint {
  if (own <= decimals) return digits * 10n ** BigInt(decimals - own)
  const unit = 10n ** BigInt(own - decimals)
  return (2n * digits + unit) / (2n * unit)
}

/** Units of 10^-`decimals` as text with exactly this many decimals. */
export function written(units: bigint, decimals: number): string {
  const digits = units.toString().padStart(decimals + 1, '0')
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
