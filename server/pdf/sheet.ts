import PDFDocument from 'pdfkit'
import type { Fonts } from './fonts.ts'
import type { PrintedInvoice } from './printed-invoice.ts'
import { createTypesetter, type Line, type Style, type Typesetter } from './text.ts'
import { AREA, baseline, leading } from './theme.ts'

type Element = PDFKit.PDFStructureElement

/** A line with the style it was set in. */
export interface SetLine {
  line: Line
  style: Style
}

export const heightOf = (lines: readonly SetLine[]) => lines.reduce((sum, { style }) => sum + leading(style), 0)

/** Structure elements used (ISO 32000-1, 14.8.4). */
export type Tag = 'Document' | 'Sect' | 'H1' | 'H2' | 'P' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure'

/** The paper: pages, the place where the next thing goes, and what a screen reader is told. */
export class Sheet {
  readonly pdf: PDFKit.PDFDocument
  readonly typesetter: Typesetter
  /** Where the next thing begins, points from the top. */
  y: number = AREA.top
  /** Draws what every page but the first begins with, and returns where it ends. */
  onNewPage: () => number = () => AREA.top
  #parent: Element

  constructor({ number, created_at, seller }: PrintedInvoice, fonts: Fonts) {
    const created = new Date(created_at)
    this.pdf = new PDFDocument({
      size: 'A4',
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      // None, instead of Helvetica, which is not embedded.
      font: '',
      pdfVersion: '1.7',
      tagged: true,
      lang: 'en',
      displayTitle: true,
      info: {
        Title: `Invoice ${number}`,
        Author: seller.name,
        Creator: seller.name,
        CreationDate: created,
        ModDate: created,
      },
    })
    this.typesetter = createTypesetter(fonts, (text, face, size) => {
      this.pdf.registerFont(face.name, face.font as unknown as PDFKit.Mixins.PDFFontSource)
      return this.pdf.font(face.name, size).widthOfString(text)
    })
    this.#parent = this.pdf.struct('Document')
    this.pdf.addStructure(this.#parent)
  }

  /** Points that are free below. */
  get free(): number {
    return AREA.bottom - this.y
  }

  newPage(): void {
    this.pdf.addPage()
    this.y = AREA.top
    this.y = this.onNewPage()
  }

  /** Begins a new page unless so many points are free. */
  need(height: number): void {
    if (height > this.free) this.newPage()
  }

  /** Elements inside one that has no content of its own. */
  group(tag: Tag, build: () => void): void {
    const outer = this.#parent
    const element = this.pdf.struct(tag)
    outer.add(element)
    this.#parent = element
    build()
    element.end()
    this.#parent = outer
  }

  /** Content on one page. @param options what the element says: `alt` of a figure, `scope` of a table's head */
  mark(tag: Tag, draw: () => void, options: PDFKit.Mixins.StructureElementOptions & { scope?: string } = {}): void {
    this.#parent.add(this.pdf.struct(tag, options, draw))
  }

  /** What only eyes need: rules, backgrounds, and what is repeated on every page. */
  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.pdf.markContent('Artifact', { type })
    draw()
    this.pdf.endMarkedContent()
  }

  wrap(text: string, style: Style, width: number): SetLine[] {
    return this.typesetter.wrap(text, style, width).map(line => ({ line, style }))
  }

  /** @param y top of the line */
  drawLine({ line, style }: SetLine, x: number, y: number): void {
    let left = x
    for (const [index, { text, face, width }] of line.runs.entries()) {
      // Without a space at its end, a line's last word and the next line's first are one to a screen reader.
      const ends = index === line.runs.length - 1 && face.font.hasGlyphForCodePoint(0x20)
      this.pdf.font(face.name, style.size).fillColor(style.color ?? 'black')
      this.pdf.text(ends ? `${text} ` : text, left, y + baseline(style), { lineBreak: false, baseline: 'alphabetic' })
      left += width
    }
  }

  /** One line below the other. @param right where they end, to align them there */
  drawLines(lines: readonly SetLine[], x: number, y: number, right?: number): void {
    let top = y
    for (const set of lines) {
      this.drawLine(set, right === undefined ? x : right - set.line.width, top)
      top += leading(set.style)
    }
  }

  rule(y: number, color: string, { left = AREA.left, right = AREA.right, width = 0.6 } = {}): void {
    this.pdf.moveTo(left, y).lineTo(right, y).lineWidth(width).strokeColor(color).stroke()
  }

  band(y: number, height: number, color: string, { left = AREA.left, right = AREA.right } = {}): void {
    this.pdf.rect(left, y, right - left, height).fill(color)
  }

  /** The bytes, when everything is drawn. */
  async finish(): Promise<Uint8Array<ArrayBuffer>> {
    const chunks: Uint8Array[] = []
    const ended = new Promise<void>((resolve, reject) => {
      this.pdf
        .on('data', chunk => chunks.push(chunk))
        .on('end', resolve)
        .on('error', reject)
    })
    this.pdf.end()
    await ended
    return new Uint8Array(Buffer.concat(chunks))
  }
}
