import type { Measured } from './measure.ts'

export interface Row {
  title: string
  sqlite: Measured
  postgres: Measured
  /** Round trips to PostgreSQL for a request. */
  roundTrips: number
}

export interface Facts {
  invoices: number
  clients: number
  /** Name and version of both engines. */
  engines: string[]
  copy: { rows: number; seconds: number }
  /** Load average of the machine when the measurements began, and the number of its cores. */
  load: number
  cores: number
}

/** The section of docs/scale.md. */
export function toMarkdown(rows: readonly Row[], facts: Facts): string {
  const count = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 0 })
  const micro = ([one, many]: readonly [number, number]) => `${count(one)} µs, ${count(many)} µs`
  const lines = rows.flatMap(({ title, sqlite, postgres, roundTrips }) => [
    [title, 'SQLite', micro(sqlite.nodeCpu), 'in it', '–', ...sqlite.perSecond.map(count)],
    [
      '',
      'PostgreSQL',
      micro(postgres.nodeCpu),
      micro(postgres.engineCpu ?? [0, 0]),
      roundTrips.toFixed(1),
      ...postgres.perSecond.map(count),
    ],
  ])
  const heads = ['request', 'engine', 'CPU of Node.js', 'CPU of PostgreSQL', 'round trips', '1 at a time', '16', '32']
  const table = [heads, heads.map(() => '---'), ...lines].map(cells => `| ${cells.join(' | ')} |`).join('\n')
  return [
    `${count(facts.invoices)} invoices of ${count(facts.clients)} clients, each with one line and one tax; ${facts.engines.join(' and ')}; Node.js ${process.versions.node}; server, PostgreSQL and client share ${facts.cores} cores, with a load average of ${facts.load.toFixed(1)} from other work when the measurements began. CPU time is that of a request, with 1 and with 32 at a time; the last three columns are requests per second.`,
    table,
    `\`clustrix database copy\` copied and checked ${count(facts.copy.rows)} rows in ${count(facts.copy.seconds)} seconds.`,
  ].join('\n\n')
}
