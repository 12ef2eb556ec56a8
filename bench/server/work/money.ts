/** Decimals of the currencies in the benchmark's data. */
const DECIMALS: Record<string, number> = { EUR: 2, JPY: 0 }

const fixed = (scaled: number, decimals: number): string => {
  if (decimals === 0) return String(scaled)
  const digits = String(scaled).padStart(decimals + 1, '0')
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

const shortened = (text: string, keep: number): string => {
  const point = text.indexOf('.')
  let end = text.length
  while (end > point + 1 + keep && text[end - 1] === '0') end--
  return text.slice(0, end === point + 1 ? point : end)
}

const decimalsOf = (currency: string) => DECIMALS[currency] ?? 2

export const money = (minor: number, currency: string): string => fixed(minor, decimalsOf(currency))
export const rate = (hundredths: number): string => fixed(hundredths, 2)
export const quantity = (tenThousandths: number): string => shortened(fixed(tenThousandths, 4), 0)
export const unitPrice = (millionths: number, currency: string): string =>
  shortened(fixed(millionths, 6), decimalsOf(currency))
