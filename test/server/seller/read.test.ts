import { describe, expect, test } from 'vitest'
import { type Problem, Refused } from '../../../server/domain/refused.ts'
import { loadSeller } from '../../../server/seller/load.ts'
import { readSeller } from '../../../server/seller/read.ts'
import { sampleSeller } from '../../../server/seller/sample.ts'
import { changed, SELLER_FILE, sellerText, writeSeller } from './files.ts'

/** The faults of a text, as `line: message`. */
function faultsIn(text: string | Uint8Array, files: Record<string, string | Uint8Array> = {}): string[] {
  const file = writeSeller(text, files)
  const folder = file.replace(/seller\.yaml$/, '')
  return readSeller(file).problems.map(({ at, message }) =>
    `${at.replace(file, '').replace(':', '')}: ${message}`.replaceAll(folder, ''),
  )
}

describe("a seller's file", () => {
  test('is read with its logo, and keeps the zeros of numbers', () => {
    const { version, problems } = readSeller(SELLER_FILE)
    expect(problems).toEqual([])
    expect(version?.seller).toMatchObject({
      name: 'Nordlicht Hosting GmbH',
      address: { line1: 'Hauptstraße 5', line2: null, postal_code: '01067', city: 'Dresden', country: 'DE' },
      vat_id: 'DE987654321',
      bank_accounts: [
        { currency: 'EUR', holder: null, iban: 'DE02120300000000202051', account_number: null, bic: 'BYLADEM1001' },
        { currency: 'GBP', iban: null, account_number: '00123456', routing_number: '20-00-00', bic: null },
      ],
      payment_terms: { days: 14, text: 'Bitte geben Sie die Rechnungsnummer an.\nVielen Dank.' },
      logo: { type: 'svg', width: 360, height: 356 },
      colour: '#0a6640',
      language: 'de',
    })
  })

  test('has the same hash wherever it is, and another one after any change', () => {
    const sha256 = (text: string) => loadSeller(writeSeller(text)).sha256
    expect(sha256(sellerText)).toBe(sha256(`# A comment\n${sellerText}`))
    expect(sha256(changed('days: 14', 'days: 15'))).not.toBe(sha256(sellerText))
  })

  test.each<[what: string, text: string, fault: string]>([
    ['an unknown field', changed('vat_id:', 'vatid:'), '8: vatid: unknown field; did you mean vat_id?'],
    ['a field spelled otherwise', changed('colour:', 'color:'), '33: color: unknown field; did you mean colour?'],
    ['a field of elsewhere', changed('  city:', '  zip:'), '6: address.zip: unknown field'],
    ['no name', changed(/^name:.*$/m, 'name:'), '2: name: is missing'],
    ['null as the name', changed(/^name:.*$/m, 'name: null'), '2: name: is missing'],
    ['a list as the name', changed(/^name:.*$/m, 'name: [x]'), '2: name: must be a text'],
    ['a text as the address', changed(/^address:(\n .*)+/m, 'address: Hauptstraße 5'), '3: address must have fields'],
    [
      'a country by its name',
      changed('country: DE', 'country: Germany'),
      '7: address.country: Germany is not a country',
    ],
    ['a country that is none', changed('country: DE', 'country: UK'), '7: address.country: UK is not a country'],
    ['a wrong VAT id', changed('DE987654321', 'DE98765432'), '8: vat_id: DE98765432 does not have the form'],
    ['neither tax id', changed(/^vat_id:.*\ntax_number:.*$/m, 'vat_id:'), '8: vat_id: is missing'],
    ['an empty quoted text', changed('number: HRB 54321', 'number: ""'), '12: register.number: is missing'],
    ['a register without a court', changed(/ {2}court:.*\n/, ''), '10: register.court: is missing'],
    ['a bad email address', changed('rechnung@nordlicht', 'rechnung nordlicht'), '14: contact.email: rechnung nord'],
    ['wrong check digits', changed('DE02', 'DE03'), '20: bank_accounts[0].iban: DE03120300000000202051 has wrong'],
    ['a bad BIC', changed('BYLADEM1001', 'BYLADEM'), '21: bank_accounts[0].bic: BYLADEM is not a BIC'],
    ['an unknown currency', changed('EUR', 'EURO'), '18: bank_accounts[0].currency: EURO is not a currency code'],
    ['two accounts for a currency', changed('GBP', 'EUR'), '22: bank_accounts[1].currency: there is another account'],
    ['an account without a number', changed(/ {4}account_number:.*\n/, ''), '22: bank_accounts[1].iban: is missing'],
    ['an account without a bank code', changed(/ {4}routing_number:.*\n/, ''), '22: bank_accounts[1].bic: is missing'],
    [
      'accounts that are no list',
      changed(/^bank_accounts:(\n .*)+/m, 'bank_accounts: x'),
      '17: bank_accounts: must be',
    ],
    ['days that are no number', changed('days: 14', 'days: two weeks'), '28: payment_terms.days: must be a whole'],
    ['too many days', changed('days: 14', 'days: 366'), '28: payment_terms.days: must be a whole number from 0 to 365'],
    ['a colour without quotes', changed('"#0A6640"', '#0A6640'), '33: colour: is missing; write it in quotes'],
    ['a colour by its name', changed('"#0A6640"', 'green'), '33: colour: green is not a colour'],
    ['three lines of footer', changed('  Es gelten', '  x\n  Es gelten'), '34: footer: must have at most 2 lines'],
    ['an unsupported language', changed('language: de', 'language: fr'), '37: language: fr must be one of en, de, da'],
    ['a control character', changed(/^name:.*$/m, 'name: "a\\tb"'), '2: name: must not contain control characters'],
    ['a name of two lines', changed(/^name:.*$/m, 'name: "a\\nb"'), '2: name: must be on one line'],
    ['a name that is too long', changed(/^name:.*$/m, `name: ${'x'.repeat(201)}`), '2: name: must have at most 200'],
    ['a missing logo', changed('logo.svg', 'none.svg'), '32: logo: none.svg cannot be read (ENOENT)'],
    [
      'a logo of another kind',
      changed('logo.svg', 'seller.yaml'),
      '32: logo: seller.yaml must be an .svg or .png file',
    ],
    ['a field twice', `${sellerText}name: x\n`, '38: this is not YAML: Map keys must be unique'],
    ['what is not YAML', 'name: [', '1: this is not YAML'],
  ])('with %s is refused', (_, text, fault) => {
    const faults = faultsIn(text).map(each => each.slice(0, fault.length))
    expect(faults).toContain(fault)
  })

  test.each<[string, string | Uint8Array, string]>([
    ['is empty', '', '1: name: is missing'],
    ['is a list', '- name: x', '1: the file must have fields'],
    ['is not UTF-8', new Uint8Array([0x6e, 0xff]), ': is not UTF-8; save it in that encoding'],
    ['is too large', '#'.repeat(65_537), ': has 65537 bytes; at most 65536 are allowed'],
  ])('that %s is refused', (_, text, fault) =>
    expect(
      faultsIn(text).some(each => each.startsWith(fault)),
      faultsIn(text).join('\n'),
    ).toBe(true),
  )

  test('that does not exist, or is a folder, is refused', () => {
    expect(readSeller('none.yaml').problems).toEqual([{ at: 'none.yaml', message: 'cannot be read (ENOENT)' }])
    expect(readSeller('test').problems).toEqual([{ at: 'test', message: 'is not a file' }])
  })

  test('lists all faults in the order of the file', () => {
    const text = changed('DE02', 'DE03').replace('country: DE', 'country: XX').replace('days: 14', 'days: x')
    expect(faultsIn(text).map(fault => fault.split(':')[0])).toEqual(['7', '20', '28'])
  })

  test('outside the EU needs no tax id', () => {
    const text = changed('country: DE', 'country: CH').replace(/^vat_id:.*\ntax_number:.*\n/m, '')
    expect(faultsIn(text)).toEqual([])
  })
})

/** Why a file is refused for invoices. */
function problemsOf(file: string): readonly Problem[] {
  try {
    loadSeller(file)
    return []
  } catch (error) {
    if (error instanceof Refused) return error.problems
    throw error
  }
}

describe('the sample', () => {
  test('is valid, and refused where invoices are real', () => {
    expect(sampleSeller().seller.name).toBe('Clustrix Global')
    expect(problemsOf('seller.example.yaml').map(({ message }) => message.split(':')[0])).toEqual([
      'address.line1',
      'vat_id',
      'register.number',
      'bank_accounts[0].iban',
      'bank_accounts[1].iban',
      'bank_accounts[2].account_number',
    ])
  })

  test('is also refused in part', () => {
    const file = writeSeller(changed('DE02 1203 0000 0000 2020 51', 'DE89370400440532013000'))
    expect(problemsOf(file)).toEqual([
      {
        at: `${file}:20`,
        message: 'bank_accounts[0].iban: DE89370400440532013000 is from the sample; put in your own',
      },
    ])
  })
})
