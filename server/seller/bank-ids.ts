import { isCountry } from './countries.ts'

/** Lengths of IBANs by country (IBAN registry of SWIFT, ISO 13616). */
const IBAN_LENGTHS = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 ' +
    'FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 ' +
    'LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 ' +
    'RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map(entry => [entry.slice(0, 2), Number(entry.slice(2))]),
)

/** @param iban without spaces */
export function problemOfIban(iban: string): string | undefined {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban))
    return `${iban} is not an IBAN: two letters, two digits, then letters and digits`
  const length = IBAN_LENGTHS.get(iban.slice(0, 2))
  if (length === undefined) return `${iban}: there are no IBANs that begin with ${iban.slice(0, 2)}`
  if (iban.length !== length)
    return `${iban} has ${iban.length} characters; an IBAN of ${iban.slice(0, 2)} has ${length}`
  return remainder(iban) === 1 ? undefined : `${iban} has wrong check digits; one or more characters are mistyped`
}

/** Of the IBAN as a number: its first four characters at its end, letters from A = 10 to Z = 35 (ISO 7064, mod 97-10). */
function remainder(iban: string): number {
  let rest = 0
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}

/** ISO 9362: a bank, a country, a place, and perhaps a branch. */
export function problemOfBic(bic: string): string | undefined {
  const country = /^[A-Z0-9]{4}([A-Z]{2})[A-Z0-9]{2}([A-Z0-9]{3})?$/.exec(bic)?.[1]
  if (country === undefined) return `${bic} is not a BIC: it has 8 or 11 characters, such as COBADEFFXXX`
  // Banks in Kosovo use XK, which is not in ISO 3166.
  return isCountry(country) || country === 'XK' ? undefined : `${bic} is not a BIC: ${country} is not a country`
}
