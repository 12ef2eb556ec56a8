import type { Language } from '../domain/seller.ts'
import { LABELS } from './labels.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const COUNTRIES: Record<Language, Intl.DisplayNames> = {
  en: new Intl.DisplayNames('en', { type: 'region', fallback: 'code' }),
  de: new Intl.DisplayNames('de', { type: 'region', fallback: 'code' }),
  da: new Intl.DisplayNames('da', { type: 'region', fallback: 'code' }),
}

/** Formats a date, or the date of a timestamp: in English as `5 Jan 2026`, which cannot be misread as May; otherwise as `05.01.2026`. */
export function formatDate(date: string, language: Language): string {
  const [year, month, day] = date.slice(0, 10).split('-')
  return language === 'en' ? `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}` : `${day}.${month}.${year}`
}

export function formatPeriod(start: string | null, end: string | null, language: Language): string | null {
  if (start === null && end === null) return null
  if (start === null) return LABELS[language].until(formatDate(end!, language))
  const from = formatDate(start, language)
  return end === null ? LABELS[language].since(from) : `${from} – ${formatDate(end, language)}`
}

/** @param decimal of the contract, with a point */
export const formatDecimal = (decimal: string, language: Language): string =>
  language === 'en' ? decimal : decimal.replace('.', ',')

/** @param code ISO 3166-1 alpha-2, such as `DE` */
export const formatCountry = (code: string, language: Language): string => COUNTRIES[language].of(code) ?? code
