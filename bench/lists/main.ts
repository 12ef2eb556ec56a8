import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeSection } from '../page.ts'
import { createFile, type Migrated, type Size } from './data.ts'
import { CASES, measure, openApp } from './measure.ts'
import { type Line, plot } from './plot.ts'

const USAGE = `Usage: npm run bench:lists [-- --rows N [--clients N] [--overdue PERCENT]]

Measures lists of invoices against the number of stored invoices, and writes docs/performance.md.
With --rows it measures one size and writes nothing.`

interface Measured {
  size: Size
  migrated: Migrated
  costs: Map<string, number>
}

const PLOTTED = ['first page', 'last page', 'overdue, page 1', 'overdue, last page', 'paid, last page']

const folder = mkdtempSync(join(tmpdir(), 'clustrix-lists-'))
try {
  await run()
} finally {
  rmSync(folder, { recursive: true })
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string' },
      clients: { type: 'string', default: '1' },
      overdue: { type: 'string', default: '3' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return console.log(USAGE)
  if (values.rows !== undefined) {
    const one = { invoices: Number(values.rows), clients: Number(values.clients), overdue: Number(values.overdue) }
    return console.log(table([await measureSize(one)]))
  }
  const all: Measured[] = []
  for (const clients of [1, 2_000])
    for (const invoices of [1_000, 10_000, 100_000, 1_000_000]) {
      if (invoices >= clients) all.push(await measureSize({ invoices, clients, overdue: 3 }))
    }
  const half: Measured[] = []
  for (const invoices of [100_000, 1_000_000]) half.push(await measureSize({ invoices, clients: 1, overdue: 50 }))
  writeFileSync(new URL('../../docs/lists.svg', import.meta.url), plot(linesOf(all)))
  const image = '![CPU time of a request for 25 invoices, by number of stored invoices](lists.svg)'
  writeSection('bench:lists', [image, table(all), 'With half of the invoices overdue:', table(half)].join('\n\n'))
}

async function measureSize(size: Size): Promise<Measured> {
  const file = join(folder, 'lists.db')
  console.error(`${size.invoices.toLocaleString('en')} invoices of ${size.clients.toLocaleString('en')} clients …`)
  const migrated = createFile(file, size)
  const { ask, close } = await openApp(file)
  const costs = await measure(ask, size.invoices)
  await close()
  return { size, migrated, costs }
}

function linesOf(all: readonly Measured[]): Line[] {
  return [1, 2_000].flatMap(clients =>
    PLOTTED.map(name => ({
      name,
      dashed: clients > 1,
      points: all
        .filter(({ size }) => size.clients === clients)
        .map(({ size, costs }) => [size.invoices, costs.get(name) ?? 0] as const),
    })),
  )
}

function table(all: readonly Measured[]): string {
  const heads = all.map(({ size }) =>
    size.clients === 1
      ? size.invoices.toLocaleString('en')
      : `${size.invoices.toLocaleString('en')} of ${size.clients.toLocaleString('en')} clients`,
  )
  const time = (micros = 0) => (micros < 1000 ? `${micros.toFixed()} µs` : `${(micros / 1000).toFixed(1)} ms`)
  const rows = Object.keys(CASES).map(name => [name, ...all.map(({ costs }) => time(costs.get(name)))])
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
  rows.push(['migration from version 2', ...all.map(({ migrated }) => seconds(migrated.total))])
  rows.push(['its longest transaction', ...all.map(({ migrated }) => seconds(migrated.longest))])
  const lines = [['CPU time of a request', ...heads], ['---', ...heads.map(() => '---')], ...rows]
  return lines.map(cells => `| ${cells.join(' | ')} |`).join('\n')
}
