import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { withSection, writeSection } from '../page.ts'
import { type Group, plot } from './plot.ts'
import { type Measured, ratios, spreadOf } from './rounds.ts'

export interface Report {
  rounds: number
  warmRequests: number
  /** Requests per second while latencies were measured. */
  rate: number
  connections: number
  withLog: Measured
  withoutLog: Measured
  load: { title: string; results: Map<string, { perSecond: number; p50: number; p99: number }> } | undefined
  /** Memory in MB by server. */
  idle: Map<string, number>
  loaded: Map<string, number>
}

export const BASELINE = 'bare node:http'
const OURS = 'this server'

const PLOT = new URL('../../docs/performance.svg', import.meta.url)
const SECTION = 'bench:server'

/** Writes the results into docs/performance.md, and the plot beside it. */
export function writePage(report: Report): void {
  writeSection(SECTION, sectionOf(report))
  writeFileSync(PLOT, plot(groupsOf(report)))
}

/** The page with the results between its marks. */
export const withResults = (page: string, report: Report): string => withSection(page, SECTION, sectionOf(report))

const sectionOf = (report: Report) =>
  `![CPU time per request as a multiple of bare node:http](performance.svg)\n\n${toMarkdown(report).trimEnd()}`

/** The costs relative to the baseline, by case; a case that only this server has is left out. */
function groupsOf({ withLog, withoutLog }: Report): Group[] {
  const silent = [...withoutLog].map(([title, byServer]) => [`${title}, no log`, byServer] as const)
  return [...withLog, ...silent].flatMap(([title, byServer]) => {
    const baseline = byServer.get(BASELINE)
    if (!baseline) return []
    return [{ title, bars: [...byServer].map(([server, values]) => ({ server, ...ratios(values, baseline) })) }]
  })
}

export function toMarkdown(report: Report): string {
  const { rounds, warmRequests, connections } = report
  const machine = `${availableParallelism()} cores shared by the server and the client, Node.js ${process.version.slice(1)}`
  return [
    `Measured on ${machine}: ${rounds} rounds after ${warmRequests.toLocaleString('en')} requests to each server, ${connections} connections.`,
    costTable(report),
    loadTable(report),
    ...aloneLines(report),
  ]
    .filter(text => text !== '')
    .map(text => `${text}\n`)
    .join('\n')
}

function costTable(report: Report): string {
  const groups = groupsOf(report)
  const servers = [...new Set(groups.flatMap(({ bars }) => bars.map(({ server }) => server)))]
  const absolute = new Map([...report.withLog].map(([title, byServer]) => [title, byServer.get(BASELINE)]))
  for (const [title, byServer] of report.withoutLog) absolute.set(`${title}, no log`, byServer.get(BASELINE))
  const cell = ({ title, bars }: Group, server: string) => {
    const bar = bars.find(each => each.server === server)
    if (!bar) return ''
    const [median, lowest, highest] = [bar.median, bar.lowest, bar.highest].map(value => value.toFixed(2))
    return server === BASELINE
      ? `1 (${micros(spreadOf(absolute.get(title) ?? []).median)})`
      : `${median} (${lowest}–${highest})`
  }
  return table(
    ['CPU time per request', ...groups.map(({ title }) => title)],
    servers.map(server => [server, ...groups.map(group => cell(group, server))]),
  )
}

function loadTable({ load, rate, idle, loaded }: Report): string {
  const rows = [...idle].map(([server, memory]) => {
    const result = load?.results.get(server)
    const latency = result
      ? [result.perSecond.toFixed(), `${result.p50.toFixed(1)} ms`, `${result.p99.toFixed(1)} ms`]
      : ['', '', '']
    return [server, ...latency, `${memory.toFixed()} MB`, `${loaded.get(server)?.toFixed()} MB`]
  })
  const heads = [
    load?.title ?? '',
    'requests per second',
    `median at ${rate}/s`,
    `p99 at ${rate}/s`,
    'memory at start',
    'memory at the end',
  ]
  return table(heads, rows)
}

/** What the other servers do not have. */
function aloneLines({ withLog }: Report): string[] {
  return [...withLog].flatMap(([title, byServer]) => {
    if (byServer.has(BASELINE)) return []
    const { median, lowest, highest } = spreadOf(byServer.get(OURS) ?? [])
    return [
      `${title}: ${micros(median)} of CPU time (${micros(lowest)}–${micros(highest)}). The other servers draw no PDFs.`,
    ]
  })
}

const micros = (value: number) => (value < 1000 ? `${value.toFixed()} µs` : `${(value / 1000).toFixed(1)} ms`)

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
