import { heightOf, type Sheet, type StyledLine } from './sheet.ts'
import type { Style } from './text.ts'
import { AREA, COLOR, leading, STYLE } from './theme.ts'

export interface Column {
  header: string
  /** Points, including the gap before the next column. */
  width: number
  /** For numbers. They are printed smaller when the column is too narrow, whereas text wraps. */
  align?: 'right'
}

/** Texts, one below the other. */
export type Cell = readonly { text: string; style?: Style }[]

const GAP = 10
const PADDING = 5
/** A row up to this height in points moves to the next page as a whole; a higher one is split between pages. */
const MAX_UNBROKEN_HEIGHT = 240

/** Draws a table over as many pages as needed. Each page begins with the header row. */
export function drawTable(sheet: Sheet, columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
  const places = columnBounds(columns)
  const heads = columns.map((column, index) =>
    layOutCell(sheet, column, [{ text: column.header, style: sheet.brand.styles.tableHeader }], places[index]!),
  )
  const headHeight = Math.max(...heads.map(heightOf)) + 2 * PADDING

  const drawCells = (cells: readonly StyledLine[][], place: (drawCell: () => void) => void) =>
    cells.forEach((lines, index) => {
      const { left, right } = places[index]!
      place(() => sheet.drawLines(lines, left, sheet.y + PADDING, columns[index]!.align && right))
    })

  function drawHeader(): void {
    sheet.addArtifact(() => sheet.drawBand(sheet.y, headHeight, COLOR.tint))
    sheet.addGroup('TR', () => drawCells(heads, cell => sheet.addElement('TH', cell, { scope: 'Column' })))
    sheet.y += headHeight
  }

  function repeatHeader(): void {
    sheet.newPage()
    sheet.addArtifact(() => {
      sheet.drawBand(sheet.y, headHeight, COLOR.tint)
      drawCells(heads, cell => cell())
    })
    sheet.y += headHeight
  }

  const layOutRow = (row: readonly Cell[]) =>
    row.map((cell, index) => layOutCell(sheet, columns[index]!, cell, places[index]!))
  const rowHeight = (cells: readonly StyledLine[][]) => Math.max(...cells.map(heightOf)) + 2 * PADDING

  function drawRow(row: readonly Cell[]): void {
    let remaining = layOutRow(row)
    const height = rowHeight(remaining)
    if (height > sheet.freeHeight && height <= MAX_UNBROKEN_HEIGHT) repeatHeader()
    while (remaining.some(lines => lines.length > 0)) {
      const parts = remaining.map(lines => lines.slice(0, countFitting(lines, sheet.freeHeight - 2 * PADDING)))
      if (parts.every(lines => lines.length === 0)) {
        repeatHeader()
        continue
      }
      sheet.addGroup('TR', () => drawCells(parts, cell => sheet.addElement('TD', cell)))
      sheet.y += rowHeight(parts)
      remaining = remaining.map((lines, index) => lines.slice(parts[index]!.length))
    }
    sheet.addArtifact(() => sheet.drawRule(sheet.y, COLOR.rule))
  }

  const first = rows[0] ? Math.min(rowHeight(layOutRow(rows[0])), MAX_UNBROKEN_HEIGHT) : 0
  sheet.ensureSpace(headHeight + first)
  sheet.addGroup('Table', () => {
    drawHeader()
    for (const row of rows) drawRow(row)
  })
}

interface ColumnBounds {
  left: number
  right: number
}

/** Where the text of each column begins and ends, without the gaps. */
function columnBounds(columns: readonly Column[]): ColumnBounds[] {
  let x = AREA.left + PADDING
  return columns.map(({ width }, index) => {
    const left = x
    x += width
    return { left, right: index === columns.length - 1 ? AREA.right - PADDING : x - GAP }
  })
}

function layOutCell(sheet: Sheet, { align }: Column, cell: Cell, { left, right }: ColumnBounds): StyledLine[] {
  return cell.flatMap(({ text, style = STYLE.body }) =>
    align ? [sheet.typesetter.fit(text, style, right - left)] : sheet.wrap(text, style, right - left),
  )
}

function countFitting(lines: readonly StyledLine[], height: number): number {
  let used = 0
  return lines.filter(({ style }) => {
    used += leading(style)
    return used <= height
  }).length
}
