import type { Mark } from './printed-invoice.ts'
import type { Sheet } from './sheet.ts'
import type { Style } from './text.ts'
import { leading } from './theme.ts'

const COLORS: Record<NonNullable<Mark>, string> = { PAID: '#1c7c54', VOID: '#b42318', REFUNDED: '#9a5b00' }

export const markStyle = (mark: NonNullable<Mark>): Style => ({ size: 13, weight: 700, color: COLORS[mark] })

/** Draws the status in a frame. @param right right edge @param middle vertical centre */
export function drawMark(sheet: Sheet, mark: NonNullable<Mark>, right: number, middle: number): void {
  const style = markStyle(mark)
  const set = sheet.typesetter.fit(sheet.labels.marks[mark], style, 120)
  const width = set.line.width + 20
  const height = leading(style) + 6
  const left = right - width
  const top = middle - height / 2
  sheet.addArtifact(() => sheet.pdf.roundedRect(left, top, width, height, 4).lineWidth(1.4).stroke(COLORS[mark]))
  sheet.addElement('P', () => sheet.drawLine(set, left + 10, top + 3))
}
