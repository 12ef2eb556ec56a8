/** A coordinate with one decimal. */
export const round = (value: number) => Math.round(value * 10) / 10

/** An SVG text element. */
export const text = (x: number, y: number, content: string, attributes: string) =>
  `<text x="${x}" y="${y}" ${attributes}>${content}</text>`
