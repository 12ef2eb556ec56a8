import { round, text } from '../svg.ts'

export interface Line {
  name: string
  /** Drawn with dashes. */
  dashed: boolean
  /** Invoices and microseconds. */
  points: (readonly [x: number, y: number])[]
}

const TITLE = 'CPU time of a request for 25 invoices, by number of stored invoices'
const COLOURS = ['#0b6e99', '#6d28d9', '#c2410c', '#15803d', '#9a9a9a']
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [860, 420, 70, 250, 46, 46]

/** An SVG of lines on logarithmic axes. Lines that differ only in being dashed have the same colour. */
export function plot(lines: readonly Line[]): string {
  const points = lines.flatMap(line => line.points)
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const x = scale(decadesOf(xs), LEFT, WIDTH - RIGHT)
  const y = scale(decadesOf(ys), HEIGHT - BOTTOM, TOP)
  const colours = [...new Set(lines.map(({ name }) => name))]
  const colourOf = (name: string) => COLOURS[colours.indexOf(name) % COLOURS.length] ?? 'black'
  const parts = [text(16, 20, TITLE, 'font-size="14" font-weight="bold"')]
  for (const value of decadesOf(xs)) {
    parts.push(`<path d="M${x(value)} ${TOP}V${HEIGHT - BOTTOM}" stroke="#ddd"/>`)
    parts.push(text(x(value), HEIGHT - BOTTOM + 18, value.toLocaleString('en'), 'text-anchor="middle" font-size="11"'))
  }
  for (const value of decadesOf(ys)) {
    parts.push(`<path d="M${LEFT} ${y(value)}H${WIDTH - RIGHT}" stroke="#ddd"/>`)
    const label = value < 1000 ? `${value} µs` : `${value / 1000} ms`
    parts.push(text(LEFT - 8, y(value) + 4, label, 'text-anchor="end" font-size="11"'))
  }
  for (const [index, { name, dashed, points }] of lines.entries()) {
    const style = `fill="none" stroke="${colourOf(name)}" stroke-width="2"${dashed ? ' stroke-dasharray="5 4"' : ''}`
    parts.push(`<polyline points="${points.map(([px, py]) => `${x(px)},${y(py)}`).join(' ')}" ${style}/>`)
    const row = TOP + 10 + index * 20
    parts.push(`<path d="M${WIDTH - RIGHT + 16} ${row}h26" ${style}/>`)
    parts.push(text(WIDTH - RIGHT + 48, row + 4, `${name}${dashed ? ', 2,000 clients' : ''}`, 'font-size="12"'))
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" fill="#111">
<title>${TITLE}</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>
${parts.join('\n')}
</svg>
`
}

/** The powers of ten from the one below the smallest value to the one above the largest. */
function decadesOf(values: readonly number[]): number[] {
  const first = Math.floor(Math.log10(Math.min(...values)))
  const last = Math.ceil(Math.log10(Math.max(...values)))
  return Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index))
}

function scale(decades: readonly number[], from: number, to: number): (value: number) => number {
  const [low, high] = [Math.log10(decades[0] ?? 1), Math.log10(decades.at(-1) ?? 10)]
  return value => round(from + ((Math.log10(value) - low) / (high - low)) * (to - from))
}
