import { describe, expect, test } from 'vitest'
import { formatIban } from '../../../server/domain/seller.ts'
import { problemOfBic, problemOfIban } from '../../../server/seller/bank-ids.ts'

describe('an IBAN', () => {
  test.each([
    'DE89370400440532013000',
    'GB29NWBK60161331926819',
    'NO9386011117947',
    'FR1420041010050500013M02606',
    'MT84MALT011000012345MTLCAST001S',
    'DK5000400440116243',
    'SC18SSCB11010000000000001497USD',
  ])('%s is valid', iban => expect(problemOfIban(iban)).toBeUndefined())

  test.each([
    ['DE89370400440532013001', 'check digits'],
    ['DE98370400440532013000', 'check digits'],
    ['DE8937040044053201300', 'has 21 characters; an IBAN of DE has 22'],
    ['DE893704004405320130000', 'has 23 characters'],
    ['US89370400440532013000', 'no IBANs that begin with US'],
    ['89370400440532013000', 'is not an IBAN'],
    ['DE89-3704', 'is not an IBAN'],
    ['', 'is not an IBAN'],
  ])('%s is not: %s', (iban, reason) => expect(problemOfIban(iban)).toContain(reason))

  test('any single mistyped digit is found', () => {
    const iban = 'DE89370400440532013000'
    for (let at = 2; at < iban.length; at++) {
      const digit = (Number(iban[at]) + 1) % 10
      expect(problemOfIban(`${iban.slice(0, at)}${digit}${iban.slice(at + 1)}`)).toBeDefined()
    }
  })

  test.each([
    ['DE89370400440532013000', 'DE89 3704 0044 0532 0130 00'],
    ['AT611904300234573201', 'AT61 1904 3002 3457 3201'],
  ])('%s is printed as %s', (iban, printed) => expect(formatIban(iban)).toBe(printed))
})

describe('a BIC', () => {
  test.each(['COBADEFFXXX', 'COBADEFF', 'DABADKKK', 'NCBVXKPR'])('%s is valid', bic =>
    expect(problemOfBic(bic)).toBeUndefined(),
  )

  test.each(['COBADEF', 'COBADEFFX', 'COBAD3FF', 'COBAZZFF', 'cobadeff', 'COBADEFFXXXX', ''])('%s is not', bic =>
    expect(problemOfBic(bic)).toContain('is not a BIC'),
  )
})
