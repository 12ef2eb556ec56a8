// Reads the documents of the API with poppler: what a reader sees, searches and copies.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it, test } from 'vitest'
import { formatIban } from '../../server/domain/seller.ts'
import { sellerLines } from '../../server/pdf/addresses.ts'
import { formatCountry, formatDate, formatDecimal, formatPeriod } from '../../server/pdf/format.ts'
import { LABELS } from '../../server/pdf/labels.ts'
import type { PrintedInvoice } from '../../server/pdf/printed-invoice.ts'
import { AREA, PAGE } from '../../server/pdf/theme.ts'
import { createRenderer } from '../../server/pdf/worker-renderer.ts'
import { loadSeller } from '../../server/seller/load.ts'
import { demoInvoices, hugeInvoice, longInvoice, sample } from '../server/pdf/samples.ts'
import { ACME, BJORN, testApp } from '../support/app.ts'

const renderer = createRenderer()
const folder = await mkdtemp(join(tmpdir(), 'clustrix-pdf-'))
afterAll(async () => {
  await renderer.close()
  await rm(folder, { recursive: true })
})

const run = async (tool: string, ...args: string[]) => (await promisify(execFile)(tool, args)).stdout

async function save(name: string, bytes: Uint8Array): Promise<string> {
  const file = join(folder, `${name}.pdf`)
  await writeFile(file, bytes)
  return file
}

const drawn = async (invoice: PrintedInvoice) => save(invoice.number, await renderer.render(invoice))

/** Fonts by pdffonts: name, and whether each is embedded and its text can be copied. */
async function fontsOf(file: string) {
  const rows = (await run('pdffonts', file)).trim().split('\n').slice(2)
  return rows.map(row => {
    const [embedded, , unicode] = row.trim().split(/\s+/).slice(-5)
    return { name: row.split(' ')[0]!, embedded, unicode }
  })
}

const app = testApp({ renderer })
const tokens: Record<number, string> = { 4: await app.login(ACME), 5: await app.login(BJORN) }

/** Lines may be broken anywhere in Japanese, so white space does not count. */
const solid = (text: string) => text.replaceAll(/\s/g, '')

/** Everything that must be readable on an invoice. */
function textsOf(invoice: PrintedInvoice): string[] {
  const { seller, bill_to, currency } = invoice
  const { address } = bill_to
  const { language } = seller
  const labels = LABELS[language]
  const decimal = (text: string) => formatDecimal(text, language)
  const account = seller.bank_accounts.find(each => each.currency === currency)
  const printed = [
    ...[labels.title, invoice.number, invoice.mark && labels.marks[invoice.mark]],
    ...[formatDate(invoice.issue_date, language), formatDate(invoice.due_date, language)],
    ...[seller.name, ...sellerLines(seller), ...(seller.footer?.split('\n') ?? []), seller.payment_terms.text],
    ...(account
      ? [account.bank, account.iban && formatIban(account.iban), account.account_number, account.bic]
      : [Number(invoice.amount_due) > 0 ? labels.how_to_pay(currency, seller.contact.email ?? '') : null]),
    ...[bill_to.name, bill_to.tax_id, bill_to.email, address.line1, address.line2, address.region],
    ...[`${address.postal_code} ${address.city}`, formatCountry(address.country, language)],
    ...[invoice.po_number && `${labels.po_number} ${invoice.po_number}`, invoice.notes],
    ...[`${labels.subtotal} ${decimal(invoice.subtotal)}`, `${labels.total} ${currency} ${decimal(invoice.total)}`],
    ...[`${labels.tax} ${decimal(invoice.tax_total)}`, `${labels.paid} ${decimal(invoice.amount_paid)}`],
    ...[`${labels.amount_due} ${currency} ${decimal(invoice.amount_due)}`, labels.page(1, 1)],
    ...invoice.line_items.flatMap(line => [
      ...[line.description, formatPeriod(line.period_start, line.period_end, language)],
      ...[decimal(line.quantity), decimal(line.unit_price)],
      ...[
        `${decimal(line.tax_rate)}%`,
        decimal(line.amount),
        Number(line.discount) === 0 ? null : decimal(line.discount),
      ],
    ]),
    ...invoice.taxes.flatMap(tax => [
      ...[tax.name, `${decimal(tax.rate)}%`, decimal(tax.taxable_amount), decimal(tax.amount), tax.exemption_reason],
    ]),
    ...invoice.payments.flatMap(payment => [
      ...[
        formatDate(payment.paid_at ?? payment.created_at, language),
        labels.methods[payment.method],
        payment.reference,
      ],
      `${payment.currency} ${decimal(payment.amount)}`,
    ]),
  ]
  return printed.filter(text => text !== null)
}

describe('the PDF from the API', () => {
  test.each(demoInvoices.map(({ number, ...invoice }) => [number, invoice] as const))(
    'of %s',
    async (number, invoice) => {
      const { client_id } = invoice as unknown as { client_id: number }
      const response = await app.call(`/api/v1/invoices/${invoice.id}/pdf`, { token: tokens[client_id]! })
      expect(response.headers.get('Content-Type'), await response.clone().text()).toBe('application/pdf')
      const file = await save(number, new Uint8Array(await response.arrayBuffer()))

      const text = solid(await run('pdftotext', '-raw', file, '-'))
      expect(textsOf(sample(number)).filter(expected => !text.includes(solid(expected)))).toEqual([])

      const fonts = await fontsOf(file)
      expect(fonts.length).toBeGreaterThanOrEqual(2)
      expect(fonts.filter(({ embedded, unicode }) => embedded !== 'yes' || unicode !== 'yes')).toEqual([])

      const info = await run('pdfinfo', '-isodates', file)
      const created = invoice.created_at.replace('Z', '')
      for (const line of [
        `Title: +Invoice ${number}`,
        'Tagged: +yes',
        'Pages: +1',
        'Page size: .*A4',
        `CreationDate: +${created}`,
      ])
        expect.soft(info).toMatch(new RegExp(`^${line}`, 'm'))
    },
  )
})

describe('the PDF of another seller', () => {
  const { seller } = loadSeller('test/support/seller.yaml')
  test.each(['de', 'da'] as const)('in %s has everything that the English one has', async language => {
    const missing = []
    for (const { number } of demoInvoices) {
      const invoice = { ...sample(number), seller: { ...seller, language } }
      const text = solid(await run('pdftotext', '-raw', await drawn(invoice), '-'))
      missing.push(...textsOf(invoice).filter(expected => !text.includes(solid(expected))))
    }
    expect(missing).toEqual([])
  })
})

describe('Japanese', () => {
  it('has its own font', async () => {
    const names = (await fontsOf(await drawn(sample('INV-2026-0010')))).map(({ name }) => name.split('+')[1])
    expect(names.filter(name => name?.startsWith('NotoSansJP'))).toHaveLength(1)
  })
})

describe('a character that no font has', () => {
  it('is a replacement character, in the extracted text too', async () => {
    const file = await drawn({ ...sample(), number: 'EMOJI', notes: 'Thanks 😀 ok' })
    expect(await run('pdftotext', file, '-')).toContain('Thanks \uFFFD ok')
  })
})

/** Words by pdftotext that stand outside the printed area. */
async function strayWordsOf(file: string): Promise<string[]> {
  const words = (await run('pdftotext', '-bbox', file, '-')).matchAll(
    /<word xMin="(?<left>[\d.-]+)" yMin="(?<top>[\d.-]+)" xMax="(?<right>[\d.-]+)" yMax="(?<bottom>[\d.-]+)">(?<text>.*?)</g,
  )
  const all = Array.from(words, ({ groups }) => groups!)
  expect(all.length).toBeGreaterThan(50)
  const isIn = ({ left, right, top, bottom }: Record<string, string>) =>
    Number(left) >= AREA.left - 0.5 &&
    Number(right) <= AREA.right + 0.5 &&
    Number(top) >= 20 &&
    Number(bottom) <= PAGE.height - 20
  return all.filter(word => !isIn(word)).map(({ text }) => text!)
}

describe('an invoice of many pages', () => {
  const invoices = { LONG: longInvoice(200), HUGE: hugeInvoice(), VOID: { ...longInvoice(60), mark: 'VOID' as const } }
  test.each(Object.entries(invoices))('%s has all its words', async (number, invoice) => {
    expect(await strayWordsOf(await drawn({ ...invoice, number }))).toEqual([])
  })

  it('repeats the number, the table header and the page count on every page, and has every line', async () => {
    const file = await drawn({ ...longInvoice(200), number: 'EACH', mark: 'VOID' })
    const pages = (await run('pdftotext', '-layout', file, '-')).split('\f').slice(0, -1)
    expect(pages.length).toBe(11)
    for (const [index, page] of pages.entries()) {
      for (const text of ['EACH', 'VOID', `Page ${index + 1} of 11`]) expect.soft(page).toContain(text)
    }
    const withLines = pages.filter(page => /part \d+/.test(page))
    expect(withLines.filter(page => !/Description +Quantity +Unit price/.test(page))).toEqual([])
    const parts = pages.join('').matchAll(/part (\d+)/g)
    expect(Array.from(parts, ([, part]) => Number(part))).toEqual(Array.from({ length: 200 }, (_, index) => index + 1))
  })
})

describe('the table header', () => {
  const lengths = Array.from({ length: 14 }, (_, index) => index + 6)
  test.each(lengths)('is never the last thing on a page, with up to %i lines', async length => {
    const { payments } = sample()
    const invoice = { ...longInvoice(length), payments, number: `HEADS-${length}` }
    const pages = (await run('pdftotext', '-layout', await drawn(invoice), '-')).split('\f').slice(0, -1)
    const lastRows = pages.map(page =>
      page
        .split('\n')
        .filter(line => line.trim())
        .at(-2),
    )
    expect(lastRows.filter(line => /Unit price|Taxable amount|Payment +Method/.test(line ?? ''))).toEqual([])
  })
})

describe('for a screen reader', () => {
  it('the document has headings and tables, and a space between lines', async () => {
    const structure = await run('pdfinfo', '-struct-text', await drawn(sample('INV-2026-0004')))
    for (const text of ['H1', '"INVOICE', 'Table', 'TH', 'TD', '"Invalidenstraße 117 10115 Berlin'])
      expect.soft(structure.replaceAll('Acme Corp ', '')).toContain(text)
  })
})
