import { COLOR } from './theme.ts'

/** Centres of three cells of a honeycomb. Unit: the radius of a cell. */
const CELLS = [
  { x: 0.9, y: 1, color: COLOR.brand },
  { x: 2.7, y: 1, color: COLOR.accent },
  { x: 1.8, y: 2.56, color: COLOR.brand },
]

/** Unit: the radius of a cell. */
const EXTENT = { width: 3.6, height: 3.56 }

/** Draws the logo with its top left corner at x and y. Returns its width. */
export function drawLogo(pdf: PDFKit.PDFDocument, x: number, y: number, height: number): number {
  const radius = height / EXTENT.height
  for (const cell of CELLS) {
    const corners = Array.from({ length: 6 }, (_, corner): [number, number] => {
      const angle = (Math.PI / 3) * corner + Math.PI / 6
      const reach = radius * 0.96
      return [x + cell.x * radius + reach * Math.cos(angle), y + cell.y * radius + reach * Math.sin(angle)]
    })
    pdf.polygon(...corners).fill(cell.color)
  }
  return EXTENT.width * radius
}
