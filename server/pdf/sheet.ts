import PDFDocument from 'pdfkit'
import type { Language } from '../domain/seller.ts'
import { type Brand, createBrand } from './brand.ts'
import type { Fonts } from './fonts.ts'
import { LABELS, type Labels } from './labels.ts'
import type { PrintedInvoice } from './printed-invoice.ts'
import { createTypesetter, type Line, type Style, type Typesetter } from './text.ts'
import { AREA, baseline, leading } from './theme.ts'

type Element = PDFKit.PDFStructureElement

export interface StyledLine {
  line: Line
  style: Style
}

export const heightOf = (lines: readonly StyledLine[]) => lines.reduce((sum, { style }) => sum + leading(style), 0)

/** Types of structure elements (ISO 32000-1, 14.8.4). */
export type ElementTag = 'Document' | 'Sect' | 'H1' | 'H2' | 'P' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure'

/** The PDF document with the current position on the page and its structure for screen readers. */
export class Sheet {
  readonly pdf: PDFKit.PDFDocument
  readonly typesetter: Typesetter
  readonly brand: Brand
  readonly language: Language
  readonly labels: Labels
  /** Where the next content begins, points from the top. */
  y: number = AREA.top
  /** Draws the header of every page after the first. Returns where the content begins. */
  onNewPage: () => number = () => AREA.top
  #parent: Element

  constructor({ number, created_at, seller }: PrintedInvoice, fonts: Fonts) {
    const created = new Date(created_at)
    this.brand = createBrand(seller.colour)
    this.language = seller.language
    this.labels = LABELS[seller.language]
    this.pdf = new PDFDocument({
      size: 'A4',
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      // No default font: Helvetica would not be embedded.
      font: '',
      pdfVersion: '1.7',
      tagged: true,
      lang: seller.language,
      displayTitle: true,
      info: {
        Title: `${this.labels.invoice} ${number}`,
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

  /** Points between the current position and the bottom of the page. */
  get freeHeight(): number {
    return AREA.bottom - this.y
  }

  newPage(): void {
    this.pdf.addPage()
    this.y = AREA.top
    this.y = this.onNewPage()
  }

  /** Starts a new page unless the height fits on the current one. */
  ensureSpace(height: number): void {
    if (height > this.freeHeight) this.newPage()
  }

  /** Adds an element that contains only other elements. */
  addGroup(tag: ElementTag, build: () => void): void {
    const outer = this.#parent
    const element = this.pdf.struct(tag)
    outer.add(element)
    this.#parent = element
    build()
    element.end()
    this.#parent = outer
  }

  /** Adds an element with content on one page. @param options such as `alt` of a figure or `scope` of a table header */
  addElement(
    tag: ElementTag,
    draw: () => void,
    options: PDFKit.Mixins.StructureElementOptions & { scope?: string } = {},
  ): void {
    this.#parent.add(this.pdf.struct(tag, options, draw))
  }

  /** Draws content that screen readers skip: rules, backgrounds, and what repeats on every page. */
  addArtifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.pdf.markContent('Artifact', { type })
    draw()
    this.pdf.endMarkedContent()
  }

  wrap(text: string, style: Style, width: number): StyledLine[] {
    return this.typesetter.wrap(text, style, width).map(line => ({ line, style }))
  }

  /** @param y top of the line, points from the top of the page */
  drawLine({ line, style }: StyledLine, x: number, y: number): void {
    let left = x
    for (const [index, { text, face, width }] of line.runs.entries()) {
      // Without a trailing space, screen readers join the last word of a line with the first word of the next.
      const addsSpace = index === line.runs.length - 1 && face.font.hasGlyphForCodePoint(0x20)
      this.pdf.font(face.name, style.size).fillColor(style.color ?? 'black')
      this.pdf.text(addsSpace ? `${text} ` : text, left, y + baseline(style), {
        lineBreak: false,
        baseline: 'alphabetic',
      })
      left += width
    }
  }

  /** Draws lines one below the other. @param right where they end, for right-aligned lines */
  drawLines(lines: readonly StyledLine[], x: number, y: number, right?: number): void {
    let top = y
    for (const set of lines) {
      this.drawLine(set, right === undefined ? x : right - set.line.width, top)
      top += leading(set.style)
    }
  }

  drawRule(y: number, color: string, { left = AREA.left, right = AREA.right, width = 0.6 } = {}): void {
    this.pdf.moveTo(left, y).lineTo(right, y).lineWidth(width).strokeColor(color).stroke()
  }

  drawBand(y: number, height: number, color: string, { left = AREA.left, right = AREA.right } = {}): void {
    this.pdf.rect(left, y, right - left, height).fill(color)
  }

  /** Ends the document and returns its bytes. */
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
