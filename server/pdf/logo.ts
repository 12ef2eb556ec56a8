import type { Logo, Shape } from '../domain/seller.ts'

/** The size of a logo that fills the height unless it is too wide. */
export function fitLogo({ width, height }: Logo, maxWidth: number, maxHeight: number) {
  const scale = Math.min(maxWidth / width, maxHeight / height)
  return { width: width * scale, height: height * scale }
}

/** Draws the logo with its top left corner at x and y. */
export function drawLogo(pdf: PDFKit.PDFDocument, logo: Logo, x: number, y: number, width: number): void {
  if (logo.type === 'png') {
    pdf.image(Buffer.from(logo.data, 'base64'), x, y, { width })
    return
  }
  pdf.save()
  pdf.translate(x, y).scale(width / logo.width)
  pdf.rect(0, 0, logo.width, logo.height).clip()
  for (const shape of logo.shapes) drawShape(pdf, shape)
  pdf.restore()
}

function drawShape(pdf: PDFKit.PDFDocument, shape: Shape): void {
  const { path, matrix, fill, stroke, even_odd } = shape
  pdf.save()
  pdf.transform(...matrix)
  pdf.path(path)
  if (fill !== null) pdf.fillColor(fill, shape.fill_opacity)
  if (stroke !== null) {
    pdf.strokeColor(stroke, shape.stroke_opacity).lineWidth(shape.stroke_width)
    // 4 is the limit of SVG.
    pdf.lineCap(shape.line_cap).lineJoin(shape.line_join).miterLimit(4)
  }
  const rule = even_odd ? 'even-odd' : 'non-zero'
  if (fill === null) pdf.stroke()
  else if (stroke === null) pdf.fill(rule)
  else pdf.fillAndStroke(rule)
  pdf.restore()
}
