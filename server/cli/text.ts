/** A value as a person reads it in a terminal. Lists and objects are printed by their own functions. */
type Value = string | number | boolean | null | undefined

// Text that customers wrote could otherwise move the cursor or change colours of the operator's terminal.
const CONTROL = /\p{Cc}|[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

/** Without control characters; line breaks are kept only where the text may have several lines. */
export const printable = (value: Value, { multiline = false } = {}): string => {
  if (value === null || value === undefined) return '–'
  return String(value).replace(CONTROL, character => (multiline && character === '\n' ? character : '\ufffd'))
}

const width = (text: string) => [...text].length

/** One line for each row under the names of the columns. An empty table says so. */
export function table<Row>(columns: Record<string, (row: Row) => Value>, rows: readonly Row[]): string {
  if (rows.length === 0) return 'None.\n'
  const names = Object.keys(columns)
  const cells = [
    names.map(name => name.toUpperCase()),
    ...rows.map(row => names.map(name => printable(columns[name]?.(row)))),
  ]
  const widths = names.map((_, column) => Math.max(...cells.map(line => width(line[column] ?? ''))))
  return cells
    .map(
      line =>
        `${line
          .map((cell, i) => cell.padEnd(widths[i] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}

/** `name: value` lines with the values below each other. */
export function fields(record: Record<string, Value>): string {
  const longest = Math.max(...Object.keys(record).map(name => name.length))
  return Object.entries(record)
    .map(([name, value]) => `${`${name}:`.padEnd(longest + 2)}${printable(value)}\n`)
    .join('')
}
