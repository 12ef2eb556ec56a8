import { markStyle } from './mark.ts'
import type { PrintedInvoice } from './printed-invoice.ts'
import type { Sheet } from './sheet.ts'
import { AREA, COLOR, leading, PAGE, STYLE, WIDTH } from './theme.ts'

const STRIPE = 6
const LINE = leading(STYLE.small)
/** Top of the last line of the footer. */
const LAST_LINE = PAGE.height - 44

/** The header of every page after the first. Returns where the content begins. */
export function drawPageHeader(sheet: Sheet, { number, seller, mark }: PrintedInvoice): number {
  const name = sheet.typesetter.fit(`${seller.name} · ${sheet.labels.invoice} ${number}`, STYLE.small, WIDTH - 120)
  sheet.addArtifact(() => {
    sheet.drawLine(name, AREA.left, 30)
    if (mark) {
      const stamp = sheet.typesetter.fit(sheet.labels.marks[mark], { ...markStyle(mark), size: 9 }, 100)
      sheet.drawLine(stamp, AREA.right - stamp.line.width, 29)
    }
  }, 'Pagination')
  return AREA.top + 8
}

/** The stripe and the footer of every page. Called last, when the number of pages is known. */
export function drawPageFrames(sheet: Sheet, { seller }: PrintedInvoice): void {
  const { count } = sheet.pdf.bufferedPageRange()
  const { name, contact, footer } = seller
  const first = [name, contact.website, contact.email].filter(text => text !== null).join(' · ')
  const further = footer?.split('\n') ?? []
  const lines = [
    sheet.typesetter.fit(first, STYLE.small, WIDTH - 90),
    ...further.map(line => sheet.typesetter.fit(line, STYLE.small, WIDTH)),
  ]
  const top = LAST_LINE - further.length * LINE
  for (let page = 0; page < count; page++) {
    sheet.pdf.switchToPage(page)
    const counter = sheet.typesetter.fit(sheet.labels.page(page + 1, count), STYLE.small, 80)
    sheet.addArtifact(() => {
      sheet.drawBand(0, STRIPE, sheet.brand.fill, { left: 0, right: PAGE.width })
      sheet.drawRule(top - LINE / 2, COLOR.rule)
      for (const [index, line] of lines.entries()) sheet.drawLine(line, AREA.left, top + index * LINE)
      sheet.drawLine(counter, AREA.right - counter.line.width, top)
    }, 'Pagination')
  }
}
