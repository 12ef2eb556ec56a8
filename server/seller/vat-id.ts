/** The form of VAT ids after their prefix, by member state of the EU (Directive 2006/112/EC, article 215). Greece uses EL. */
const MEMBER_STATES: Record<string, RegExp> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^[1-9]\d{8}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^(?=.*[A-Z])[A-Z\d]\d{7}[A-Z\d]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z\d]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{10}01$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
}

/** Northern Ireland, and the scheme for sellers outside the EU. */
const OTHERS: Record<string, RegExp> = { XI: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/, EU: /^\d{9}$/ }

const FORMS = new Map(Object.entries({ ...MEMBER_STATES, ...OTHERS }))

const prefixOf = (country: string) => (country === 'GR' ? 'EL' : country)

/** @param country ISO 3166-1 alpha-2 */
export const isInEu = (country: string): boolean => Object.hasOwn(MEMBER_STATES, prefixOf(country))

/** What is wrong with the VAT id of a seller in a country. Ids of countries outside the EU are not checked. */
export function problemOfVatId(id: string, country: string): string | undefined {
  const form = FORMS.get(id.slice(0, 2))
  if (form)
    return form.test(id.slice(2)) ? undefined : `${id} does not have the form of a VAT id with ${id.slice(0, 2)}`
  if (!isInEu(country)) return undefined
  return `${id} must begin with the prefix of a member state of the EU, such as ${prefixOf(country)}`
}

/** Without the spaces, dots and hyphens that people write into the VAT ids of the EU. Other ids are printed as they are written. */
export function normaliseVatId(id: string): string {
  const compact = id.replaceAll(/[\s.-]/g, '').toUpperCase()
  return FORMS.has(compact.slice(0, 2)) ? compact : id
}
