import { heightOf, type SetLine, type Sheet } from './sheet.ts'
import type { Style } from './text.ts'
import { AREA, COLOR, leading, STYLE } from './theme.ts'

export interface Column {
  head: string
  /** Points, with the space to the next column. */
  width: number
  /** Numbers end at the right and are set smaller where a column is too narrow; text is wrapped. */
  align?: 'right'
}

/** One text below the other. */
export type Cell = readonly { text: string; style?: Style }[]

const GAP = 10
const PAD = 5
/** A row up to this height goes to the next page whole; a higher one is broken where the page ends. */
const LONGEST_ROW = 240
const HEAD: Style = { size: 8, weight: 700, color: COLOR.brand }

/** Rows of a table, over as many pages as they take, each beginning with the head. */
export function drawTable(sheet: Sheet, columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
  const places = placesOf(columns)
  const heads = columns.map((column, index) =>
    setCell(sheet, column, [{ text: column.head, style: HEAD }], places[index]!),
  )
  const headHeight = Math.max(...heads.map(heightOf)) + 2 * PAD

  const drawCells = (cells: readonly SetLine[][], place: (drawCell: () => void) => void) =>
    cells.forEach((lines, index) => {
      const { left, right } = places[index]!
      place(() => sheet.drawLines(lines, left, sheet.y + PAD, columns[index]!.align && right))
    })

  function drawHead(): void {
    sheet.artifact(() => sheet.band(sheet.y, headHeight, COLOR.tint))
    sheet.group('TR', () => drawCells(heads, cell => sheet.mark('TH', cell, { scope: 'Column' })))
    sheet.y += headHeight
  }

  function drawHeadAgain(): void {
    sheet.newPage()
    sheet.artifact(() => {
      sheet.band(sheet.y, headHeight, COLOR.tint)
      drawCells(heads, cell => cell())
    })
    sheet.y += headHeight
  }

  const setRow = (row: readonly Cell[]) =>
    row.map((cell, index) => setCell(sheet, columns[index]!, cell, places[index]!))
  const rowHeight = (cells: readonly SetLine[][]) => Math.max(...cells.map(heightOf)) + 2 * PAD

  function drawRow(row: readonly Cell[]): void {
    let rest = setRow(row)
    const height = rowHeight(rest)
    if (height > sheet.free && height <= LONGEST_ROW) drawHeadAgain()
    while (rest.some(lines => lines.length > 0)) {
      const parts = rest.map(lines => lines.slice(0, countFitting(lines, sheet.free - 2 * PAD)))
      if (parts.every(lines => lines.length === 0)) {
        drawHeadAgain()
        continue
      }
      sheet.group('TR', () => drawCells(parts, cell => sheet.mark('TD', cell)))
      sheet.y += rowHeight(parts)
      rest = rest.map((lines, index) => lines.slice(parts[index]!.length))
    }
    sheet.artifact(() => sheet.rule(sheet.y, COLOR.rule))
  }

  const first = rows[0] ? Math.min(rowHeight(setRow(rows[0])), LONGEST_ROW) : 0
  sheet.need(headHeight + first)
  sheet.group('Table', () => {
    drawHead()
    for (const row of rows) drawRow(row)
  })
}

interface Place {
  left: number
  right: number
}

/** Where the columns' texts begin and end. */
function placesOf(columns: readonly Column[]): Place[] {
  let x = AREA.left + PAD
  return columns.map(({ width }, index) => {
    const left = x
    x += width
    return { left, right: index === columns.length - 1 ? AREA.right - PAD : x - GAP }
  })
}

function setCell(sheet: Sheet, { align }: Column, cell: Cell, { left, right }: Place): SetLine[] {
  return cell.flatMap(({ text, style = STYLE.body }) =>
    align ? [sheet.typesetter.fit(text, style, right - left)] : sheet.wrap(text, style, right - left),
  )
}

function countFitting(lines: readonly SetLine[], height: number): number {
  let used = 0
  return lines.filter(({ style }) => {
    used += leading(style)
    return used <= height
  }).length
}
