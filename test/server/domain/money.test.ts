import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decimalsOf,
  formatMoney,
  formatQuantity,
  formatRate,
  formatUnitPrice,
  lineAmount,
  parseMoney,
  parseQuantity,
  parseRate,
  parseUnitPrice,
  taxAmount,
} from '../../../server/domain/money.ts'

/** One currency for each number of decimals. */
const CURRENCIES = ['JPY', 'EUR', 'BHD', 'CLF'] as const
const currency = fc.constantFrom(...CURRENCIES)
const minorUnits = fc.maxSafeNat()

describe('decimalsOf', () => {
  it.each([
    ['JPY', 0],
    ['KRW', 0],
    ['XOF', 0],
    ['ISK', 0],
    ['UGX', 0],
    ['EUR', 2],
    ['DKK', 2],
    ['USD', 2],
    ['HUF', 2],
    ['MGA', 2],
    ['XCG', 2],
    ['BGN', 2],
    ['KWD', 3],
    ['TND', 3],
    ['IQD', 3],
    ['CLF', 4],
    ['UYW', 4],
  ])('%s has %i decimals', (code, decimals) => {
    expect(decimalsOf(code)).toBe(decimals)
  })

  it('knows every currency of the runtime except two units of account without a minor unit', () => {
    const unknown = Intl.supportedValuesOf('currency').filter(code => {
      try {
        return decimalsOf(code) < 0
      } catch {
        return true
      }
    })
    const withoutMinorUnit = ['XDR', 'XSU']
    expect(unknown.filter(code => !withoutMinorUnit.includes(code))).toEqual([])
  })

  it.each(['', 'eur', 'EURO', 'XAU', 'XXX', 'XTS', 'ABC', '__proto__'])('refuses %j', code => {
    expect(() => decimalsOf(code)).toThrow(new RangeError(`${code} is not an ISO 4217 currency`))
  })
})

describe('money', () => {
  it.each([
    [20111, 'EUR', '201.11'],
    [0, 'EUR', '0.00'],
    [5, 'EUR', '0.05'],
    [50, 'DKK', '0.50'],
    [99999, 'JPY', '99999'],
    [0, 'JPY', '0'],
    [1, 'BHD', '0.001'],
    [123456, 'CLF', '12.3456'],
    [Number.MAX_SAFE_INTEGER, 'EUR', '90071992547409.91'],
  ])('%i minor units of %s are %s', (minor, code, text) => {
    expect([formatMoney(minor, code), parseMoney(text, code)]).toEqual([text, minor])
  })

  it.each([
    ['', 'EUR'],
    ['1', 'EUR'],
    ['1.', 'EUR'],
    ['1.0', 'EUR'],
    ['1.000', 'EUR'],
    ['.50', 'EUR'],
    ['01.00', 'EUR'],
    ['-1.00', 'EUR'],
    ['+1.00', 'EUR'],
    ['1e2', 'EUR'],
    ['1.0e1', 'EUR'],
    ['1,00', 'EUR'],
    [' 1.00', 'EUR'],
    ['1.00\n', 'EUR'],
    ['١.٠٠', 'EUR'],
    ['1 000.00', 'EUR'],
    ['NaN', 'EUR'],
    ['1.0', 'JPY'],
    ['1.', 'JPY'],
    ['1.00', 'BHD'],
    ['90071992547409.92', 'EUR'],
    ['1.00', 'XXX'],
  ])('refuses %j %s', (text, code) => {
    expect(() => parseMoney(text, code)).toThrow(RangeError)
  })

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1])(
    'refuses to format %s',
    minor => {
      expect(() => formatMoney(minor, 'EUR')).toThrow(RangeError)
    },
  )

  it('survives formatting and parsing', () => {
    fc.assert(
      fc.property(minorUnits, currency, (minor, code) => {
        expect(parseMoney(formatMoney(minor, code), code)).toBe(minor)
      }),
    )
  })

  it('has exactly the decimals of its currency', () => {
    fc.assert(
      fc.property(minorUnits, currency, (minor, code) => {
        expect(formatMoney(minor, code).split('.')[1]?.length ?? 0).toBe(decimalsOf(code))
      }),
    )
  })
})

describe('quantity', () => {
  it.each([
    [10000, '1'],
    [25000, '2.5'],
    [1000000, '100'],
    [12500, '1.25'],
    [1, '0.0001'],
    [0, '0'],
    [12345, '1.2345'],
    [10000000000, '1000000'],
  ])('%i ten-thousandths are %s', (quantity, text) => {
    expect([formatQuantity(quantity), parseQuantity(text)]).toEqual([text, quantity])
  })

  it('is parsed with trailing zeros', () => {
    expect(parseQuantity('2.50')).toBe(25000)
  })

  it.each(['', '-1', '1.00001', '1e1', '1.', '.5', '00', '900719925475'])('refuses %j', text => {
    expect(() => parseQuantity(text)).toThrow(RangeError)
  })

  it('survives formatting and parsing, without trailing zeros', () => {
    fc.assert(
      fc.property(minorUnits, quantity => {
        const text = formatQuantity(quantity)
        expect(parseQuantity(text)).toBe(quantity)
        expect(text).not.toMatch(/\.\d*0$|\.$/)
      }),
    )
  })
})

describe('unit price', () => {
  it.each([
    [8000000, 'EUR', '8.00'],
    [215000, 'EUR', '0.215'],
    [84500000, 'EUR', '84.50'],
    [1, 'EUR', '0.000001'],
    [33333000000, 'JPY', '33333'],
    [1500000, 'JPY', '1.5'],
    [100000000, 'JPY', '100'],
    [1000000, 'BHD', '1.000'],
    [0, 'EUR', '0.00'],
    [1500000, 'EUR', '1.50'],
    [1234500, 'EUR', '1.2345'],
    [500000, 'JPY', '0.5'],
    [1234560, 'BHD', '1.23456'],
  ])('%i millionths of %s are %s', (unitPrice, code, text) => {
    expect([formatUnitPrice(unitPrice, code), parseUnitPrice(text, code)]).toEqual([text, unitPrice])
  })

  it.each([
    ['8', 'EUR'],
    ['8.0', 'EUR'],
    ['0.0000001', 'EUR'],
    ['-8.00', 'EUR'],
    ['1.00', 'BHD'],
    ['1.', 'JPY'],
  ])('refuses %j %s', (text, code) => {
    expect(() => parseUnitPrice(text, code)).toThrow(RangeError)
  })

  it('survives formatting and parsing', () => {
    fc.assert(
      fc.property(minorUnits, currency, (unitPrice, code) => {
        expect(parseUnitPrice(formatUnitPrice(unitPrice, code), code)).toBe(unitPrice)
      }),
    )
  })
})

describe('rate', () => {
  it.each([
    [1900, '19.00'],
    [0, '0.00'],
    [550, '5.50'],
    [1, '0.01'],
    [10000, '100.00'],
  ])('%i hundredths of a percent are %s', (rate, text) => {
    expect([formatRate(rate), parseRate(text)]).toEqual([text, rate])
  })

  it.each(['19', '19.0', '19.000', '-1.00'])('refuses %j', text => {
    expect(() => parseRate(text)).toThrow(RangeError)
  })
})

describe('lineAmount', () => {
  it.each([
    ['11', '0.215', 'EUR', '2.37', 'floats say 2.36'],
    ['1', '1.005', 'EUR', '1.01', 'floats say 1.00'],
    ['1.25', '84.50', 'EUR', '105.63', 'half a cent is rounded up'],
    ['2.5', '8.00', 'EUR', '20.00', ''],
    ['3', '33333', 'JPY', '99999', ''],
    ['0.5', '1', 'JPY', '1', 'half a yen is rounded up'],
    ['0.4999', '1', 'JPY', '0', ''],
    ['1', '0.0005', 'BHD', '0.001', ''],
    ['1', '0.000499', 'BHD', '0.000', ''],
    ['0.0001', '0.000001', 'EUR', '0.00', ''],
    ['0', '5.00', 'EUR', '0.00', ''],
    ['300000000', '300000.00', 'EUR', '90000000000000.00', 'the intermediate product is not a safe integer'],
  ])('%s × %s %s = %s %s', (quantity, unitPrice, code, amount) => {
    const minor = lineAmount(parseQuantity(quantity), parseUnitPrice(unitPrice, code), code)
    expect(formatMoney(minor, code)).toBe(amount)
  })

  it('refuses results above the largest amount, and negative numbers', () => {
    expect(() => lineAmount(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 'EUR')).toThrow(RangeError)
    expect(() => lineAmount(-10000, 1000000, 'EUR')).toThrow(RangeError)
    expect(() => lineAmount(10000, -1000000, 'EUR')).toThrow(RangeError)
  })

  it('is within half a minor unit of the exact product, and rounds half up', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), currency, (quantity, unitPrice, code) => {
        const amount = BigInt(lineAmount(quantity, unitPrice, code))
        const unit = 10n ** BigInt(10 - decimalsOf(code))
        const exact = BigInt(quantity) * BigInt(unitPrice)
        // −½ ≤ exact − amount < ½, which is rounding half up.
        const twice = 2n * (exact - amount * unit)
        expect(twice >= -unit && twice < unit).toBe(true)
      }),
    )
  })
})

describe('taxAmount', () => {
  it.each([
    [16900, 1900, 3211],
    [10300, 1900, 1957],
    [1999, 700, 140],
    [50, 100, 1],
    [49, 100, 0],
    [49900, 0, 0],
    [0, 1900, 0],
    [Number.MAX_SAFE_INTEGER, 10000, Number.MAX_SAFE_INTEGER],
  ])('%i minor units at %i hundredths of a percent are %i', (taxable, rate, amount) => {
    expect(taxAmount(taxable, rate)).toBe(amount)
  })

  it('is within half a minor unit of the exact tax', () => {
    fc.assert(
      fc.property(minorUnits, fc.nat(10000), (taxable, rate) => {
        const twice = 2n * (BigInt(taxable) * BigInt(rate) - BigInt(taxAmount(taxable, rate)) * 10000n)
        expect(twice >= -10000n && twice < 10000n).toBe(true)
      }),
    )
  })
})
