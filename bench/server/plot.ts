import { round, text } from '../svg.ts'

/** One case, with a bar for each server. */
export interface Group {
  title: string
  bars: { server: string; median: number; lowest: number; highest: number }[]
}

const TITLE = 'CPU time per request, as a multiple of bare node:http'
const COLOURS = ['#0b6e99', '#9a9a9a', '#c2410c', '#6d28d9', '#15803d']
const [WIDTH, LEFT, RIGHT, BAR, GAP, TOP] = [860, 190, 60, 13, 16, 54]

/**
 * An SVG of horizontal bars from 0, one group for each case. A thin line shows the lowest and the highest round.
 */
export function plot(groups: readonly Group[]): string {
  const servers = [...new Set(groups.flatMap(({ bars }) => bars.map(({ server }) => server)))]
  const colourOf = (server: string) => COLOURS[servers.indexOf(server) % COLOURS.length] ?? 'black'
  const largest = Math.max(1, ...groups.flatMap(({ bars }) => bars.map(({ highest }) => highest)))
  const axisEnd = Math.ceil(largest * 2) / 2
  const x = (value: number) => round(LEFT + (value / axisEnd) * (WIDTH - LEFT - RIGHT))
  const parts: string[] = []
  let y = TOP
  for (const { title, bars } of groups) {
    parts.push(text(LEFT - 10, y + (bars.length * BAR) / 2 + 4, title, 'text-anchor="end" font-size="13"'))
    for (const { server, median, lowest, highest } of bars) {
      const middle = y + BAR / 2
      parts.push(
        `<rect x="${LEFT}" y="${y + 1}" width="${round(x(median) - LEFT)}" height="${BAR - 2}" fill="${colourOf(server)}"/>`,
      )
      parts.push(`<path d="M${x(lowest)} ${middle}H${x(highest)}" stroke="#111"/>`)
      parts.push(text(x(highest) + 5, y + BAR - 3, median.toFixed(2), 'font-size="11"'))
      y += BAR
    }
    y += GAP
  }
  const ticks = Array.from({ length: axisEnd * 2 + 1 }, (_, index) => index / 2)
  const grid = ticks.flatMap(value => [
    `<path d="M${x(value)} ${TOP - 6}V${y - GAP + 4}" stroke="${value === 1 ? '#111' : '#ddd'}"/>`,
    text(x(value), y - GAP + 18, String(value), 'text-anchor="middle" font-size="11"'),
  ])
  const legend = servers.flatMap((server, index) => {
    const left = LEFT + index * 134
    return [
      `<rect x="${left}" y="30" width="10" height="10" fill="${colourOf(server)}"/>`,
      text(left + 14, 39, server, 'font-size="12"'),
    ]
  })
  const heading = text(16, 18, TITLE, 'font-size="14" font-weight="bold"')
  const height = y + 14
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="sans-serif" fill="#111">
<title>${TITLE}</title>
<rect width="${WIDTH}" height="${height}" fill="white"/>
${[heading, ...legend, ...grid, ...parts].join('\n')}
</svg>
`
}
