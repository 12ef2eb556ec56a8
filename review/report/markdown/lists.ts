/** At most this many items, and a line for the others. @param what a plural noun, such as `changes` */
export function some<T>(items: readonly T[], most: number, text: (item: T) => string, what: string): string[] {
  const rest = items.length - most
  const shown = items.slice(0, most).map(text)
  return rest > 0 ? [...shown, `… and ${rest} more ${what}, in report.json`] : shown
}

export const bullets = (lines: readonly string[]): string => lines.map(line => `- ${line}`).join('\n')

/** @param rows from `row`, or a single cell in place of further rows; already escaped */
export const table = (head: readonly string[], rows: readonly string[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(line => (line.startsWith('|') ? line : row([line])))].join('\n')

export const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
