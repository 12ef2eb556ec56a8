import { markStyle } from './mark.ts'
import type { PrintedInvoice } from './printed-invoice.ts'
import type { Sheet } from './sheet.ts'
import { AREA, COLOR, leading, PAGE, STYLE, WIDTH } from './theme.ts'

const STRIPE = 6

/** The header of every page after the first. Returns where the content begins. */
export function drawPageHeader(sheet: Sheet, { number, seller, mark }: PrintedInvoice): number {
  const name = sheet.typesetter.fit(`${seller.name} · Invoice ${number}`, STYLE.small, WIDTH - 120)
  sheet.addArtifact(() => {
    sheet.drawLine(name, AREA.left, 30)
    if (mark) {
      const stamp = sheet.typesetter.fit(mark, { ...markStyle(mark), size: 9 }, 100)
      sheet.drawLine(stamp, AREA.right - stamp.line.width, 29)
    }
  }, 'Pagination')
  return AREA.top + 8
}

/** The stripe and the footer of every page. Called last, when the number of pages is known. */
export function drawPageFrames(sheet: Sheet, { seller }: PrintedInvoice): void {
  const { count } = sheet.pdf.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    sheet.pdf.switchToPage(page)
    const contact = sheet.typesetter.fit(
      `${seller.name} · ${seller.website} · ${seller.email}`,
      STYLE.small,
      WIDTH - 90,
    )
    const counter = sheet.typesetter.fit(`Page ${page + 1} of ${count}`, STYLE.small, 80)
    const y = PAGE.height - 44
    sheet.addArtifact(() => {
      sheet.drawBand(0, STRIPE, COLOR.brand, { left: 0, right: PAGE.width })
      sheet.drawRule(y - leading(STYLE.small) / 2, COLOR.rule)
      sheet.drawLine(contact, AREA.left, y)
      sheet.drawLine(counter, AREA.right - counter.line.width, y)
    }, 'Pagination')
  }
}
