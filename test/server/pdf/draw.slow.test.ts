import { execFile } from 'node:child_process'
import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { PngLogo, Seller } from '../../../server/domain/seller.ts'
import { drawInvoice } from '../../../server/pdf/draw.ts'
import { etagOf, TEMPLATE_VERSION } from '../../../server/pdf/etag.ts'
import { createFonts } from '../../../server/pdf/fonts.ts'
import type { PrintedInvoice } from '../../../server/pdf/printed-invoice.ts'
import { loadSeller } from '../../../server/seller/load.ts'
import { readPng } from '../../../server/seller/png.ts'
import { readSvg } from '../../../server/seller/svg/read.ts'
import { sha256 } from '../../support/sha256.ts'
import { png } from '../seller/png-file.ts'
import { demoInvoices, hugeInvoice, longInvoice, sample } from './samples.ts'

const fonts = createFonts()
const drawPdf = async (invoice: PrintedInvoice, withFonts = fonts) =>
  Buffer.from((await drawInvoice(invoice, withFonts)).bytes)
const digest = (bytes: Uint8Array) => hash('sha256', bytes)

/** The decompressed streams of a file. Compressed bytes differ between versions of zlib and processors. */
function contentsOf(pdf: Buffer): Buffer {
  const streams = pdf.toString('latin1').matchAll(/\/Filter \/FlateDecode.*?stream\n(.*?)\nendstream/gs)
  return Buffer.concat(Array.from(streams, ([, packed]) => inflateSync(Buffer.from(packed!, 'latin1'))))
}

const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\n/g)?.length

const { seller: nordlicht } = loadSeller('test/support/seller.yaml')

/** In all languages, with and without logos, contacts and footers. */
const otherSellers: readonly Seller[] = [
  nordlicht,
  { ...nordlicht, language: 'da', colour: '#ffd500', logo: readPng(png(40, 10)) as PngLogo },
  {
    ...nordlicht,
    language: 'en',
    logo: readSvg(`<svg viewBox="0 0 400 20"><path d="M0 0h400v20z" fill-rule="evenodd" opacity=".5"/>
      <circle cx="9" cy="9" r="5" fill="none" stroke="red" stroke-linecap="round" transform="rotate(45) scale(2)"/>
      <rect width="9" height="9" rx="2" stroke="teal" stroke-opacity=".2" stroke-linejoin="bevel"/></svg>`),
    contact: { email: null, phone: null, website: null },
    payment_terms: { days: 0, text: null },
    footer: null,
  },
]

describe('drawInvoice', () => {
  test.each(demoInvoices.map(({ number }) => [number]))(
    'draws %s twice with the same bytes, on one page',
    async number => {
      const bytes = await drawPdf(sample(number))
      expect(bytes.equals(await drawPdf(sample(number)))).toBe(true)
      expect(pagesOf(bytes)).toBe(1)
    },
  )

  it('gives the same bytes in other processes, in any time zone and language', async () => {
    const from = (name: string) => JSON.stringify(new URL(`../../../server/pdf/${name}.ts`, import.meta.url))
    const script = `
      import { hash } from 'node:crypto'
      import { drawInvoice } from ${from('draw')}
      import { createFonts } from ${from('fonts')}
      console.log(hash('sha256', (await drawInvoice(${JSON.stringify(sample('INV-2026-0010'))}, createFonts())).bytes))`
    const run = async (env: Record<string, string>) =>
      (await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env })).stdout.trim()
    const others = await Promise.all([
      run({ TZ: 'Asia/Tokyo', LANG: 'ja_JP.UTF-8', LC_ALL: 'ja_JP.UTF-8' }),
      run({ TZ: 'America/Adak', LANG: 'C' }),
    ])
    const expected = digest(await drawPdf(sample('INV-2026-0010')))
    expect(others).toEqual([expected, expected])
  }, 30_000)

  it('gives the same bytes regardless of earlier documents', async () => {
    // fontkit composes Ý from the glyph of Y, and then no longer knows that this glyph means Y.
    const shared = createFonts()
    const withNotes = (notes: string) => ({ ...sample(), notes })
    await drawPdf(withNotes('Ý'), shared)
    const after = await drawPdf(withNotes('Y'), shared)
    expect(after.equals(await drawPdf(withNotes('Y'), createFonts()))).toBe(true)
  })

  it('gives other bytes and another ETag after another payment', async () => {
    const before = sample('INV-2026-0008')
    const payments = [...before.payments, { ...before.payments[0]!, id: 999, reference: 'acompte 2' }]
    const after = { ...before, payments, amount_paid: '2000.00', amount_due: '300.00' }
    expect((await drawPdf(after)).equals(await drawPdf(before))).toBe(false)
    expect(etagOf(after, sha256)).not.toBe(etagOf(before, sha256))
  })

  it('matches the template version: when this fails, increase TEMPLATE_VERSION and update the digest', async () => {
    const contents = []
    for (const { number } of demoInvoices) contents.push(contentsOf(await drawPdf(sample(number))))
    for (const seller of otherSellers) {
      for (const number of ['INV-2026-0004', 'INV-2026-0011'])
        contents.push(contentsOf(await drawPdf({ ...sample(number), seller })))
    }
    const pinned = { 3: '3c45eb4574875dbb6cb878c966cca2714ba8ae88f31ed630e169b17cfab216c4' }
    expect({ [TEMPLATE_VERSION]: digest(Buffer.concat(contents)) }).toEqual(pinned)
  })

  test.each(otherSellers)('draws another seller on one page, twice with the same bytes: $language', async seller => {
    const bytes = await drawPdf({ ...sample(), seller })
    expect(bytes.equals(await drawPdf({ ...sample(), seller }))).toBe(true)
    expect(pagesOf(bytes)).toBe(1)
    expect(bytes.toString('latin1')).toContain(`/Lang (${seller.language})`)
  })

  it('contains the title, language, author and dates, and is tagged', async () => {
    const file = (await drawPdf(sample())).toString('latin1')
    for (const text of [
      '(Invoice INV-2026-0006)',
      '/Lang (en)',
      '(Clustrix Global)',
      '(D:20261105060000Z)',
      '/Marked true',
    ])
      expect.soft(file).toContain(text)
  })

  test.each([
    ['200 lines', longInvoice(200), 11],
    ['no lines, taxes or payments', { ...sample(), line_items: [], taxes: [], payments: [] }, 1],
    ['the longest texts and amounts', hugeInvoice(), 15],
  ])('draws an invoice with %s', async (_, invoice, pages) => expect(pagesOf(await drawPdf(invoice))).toBe(pages))

  it('draws any text in any field', async () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 })
    const text = fc.oneof(
      units.map(codes => String.fromCharCode(...codes)),
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
    )
    const property = fc.asyncProperty(text, text, text, async (one, two, three) => {
      const invoice = sample()
      const line = { ...invoice.line_items[0]!, description: two }
      const bill_to = { ...invoice.bill_to, name: one, tax_id: two, email: three }
      const address = { ...bill_to.address, line1: three, line2: one, city: two, region: three }
      const odd = { ...invoice, po_number: three, notes: one, line_items: [line], bill_to: { ...bill_to, address } }
      expect(pagesOf(await drawPdf(odd))).toBeGreaterThan(0)
    })
    await fc.assert(property, { numRuns: 25 })
  }, 30_000)

  test.each([
    ['Arabic', 'فاتورة رقم ١'],
    ['Hebrew', 'חשבונית'],
    ['emoji', '👩🏽‍💻🇩🇰😀'],
    ['Korean', '서울특별시'],
    ['a letter with 600 accents', `Z${'\u0335\u0301\u0328'.repeat(200)}`],
    ['one word of 20,000 letters', 'w'.repeat(20_000)],
    ['5,000 lines', 'x\n'.repeat(5_000)],
  ])('draws %s', async (_, notes) => expect(pagesOf(await drawPdf({ ...sample(), notes }))).toBeGreaterThan(0))
})
