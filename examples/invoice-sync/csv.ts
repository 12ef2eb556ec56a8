/** A table as CSV (RFC 4180), each cell in quotes. @param rows texts by the names of the columns; null for an empty cell */
export function csvOf<Column extends string>(
  columns: readonly Column[],
  rows: readonly Record<Column, unknown>[],
): string {
  const lines = [columns, ...rows.map(row => columns.map(column => row[column]))]
  return lines.map(cells => `${cells.map(cell).join(',')}\r\n`).join('')
}

/** A spreadsheet takes what begins so for a formula, whoever wrote it. */
const FORMULA = /^[=+\-@\t\r]/

function cell(value: unknown): string {
  const text = value === null ? '' : String(value)
  return `"${FORMULA.test(text) ? "'" : ''}${text.replaceAll('"', '""')}"`
}
