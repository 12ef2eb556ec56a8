/** The benchmark of the server on both engines: see docs/scale.md, which it writes. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { readSchema } from '../../server/database/open.ts'
import { writeSection } from '../page.ts'
import { sendAll } from '../server/load.ts'
import { type RunningServer, start } from '../server/process.ts'
import { ours } from '../server/programs.ts'
import { type Case, casesOf } from './cases.ts'
import { createData, SELLER } from './data.ts'
import { type Engine, openEngine } from './instance.ts'
import { measureCase } from './measure.ts'
import { type Options, readOptions, USAGE } from './options.ts'
import { startCountingProxy } from './round-trips.ts'
import { type Row, toMarkdown } from './table.ts'

/** Requests before anything is measured, because Node.js optimizes code only after it has run some thousands of times. */
const WARMING = 1_500
/** Requests over which round trips are averaged. */
const COUNTED = 200

/** The settings of production, except for limits that a benchmark would reach. */
const VARIABLES = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://api.example.com',
  TRUST_PROXY: 'off',
  SELLER,
  RATE_LIMIT: '1000000',
  LOG_LEVEL: 'silent',
}

try {
  const options = readOptions(process.argv.slice(2))
  if (options) await run(options)
  else console.log(USAGE)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

async function run(options: Options): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'clustrix-bench-'))
  const running: RunningServer[] = []
  const file = path.join(folder, 'data.db')
  const load = loadavg()[0] ?? 0
  let engine: Engine | undefined
  try {
    console.error(`Creating ${options.invoices.toLocaleString('en')} invoices …`)
    await createData(file, options)
    engine = await openEngine(options.url)
    console.error('Copying them to PostgreSQL …')
    const copy = copyTo(engine, file)
    const cases = casesOf(options)
    const startOn = async (DATABASE: string) => {
      const server = await start(ours, { ...VARIABLES, DATABASE })
      running.push(server)
      return server
    }
    const servers = { sqlite: await startOn(file), postgres: await startOn(engine.url) }
    const roundTrips = await countRoundTrips(cases, engine, startOn)
    const rows: Row[] = []
    for (const [index, each] of cases.entries()) {
      console.error(`${each.title} …`)
      await warmUp(each, servers)
      const sqlite = await measureCase(each, servers.sqlite, undefined, options.seconds)
      const postgres = await measureCase(each, servers.postgres, engine.pid, options.seconds)
      rows.push({ title: each.title, sqlite, postgres, roundTrips: roundTrips[index] ?? 0 })
    }
    const engines = [(await readSchema(file)).engine, (await readSchema(engine.url)).engine]
    const markdown = toMarkdown(rows, { ...options, engines, copy, load, cores: cpus().length })
    console.log(markdown)
    if (options.writes) writeSection('bench:postgres', markdown, 'scale.md')
  } finally {
    await Promise.all(running.map(server => server.stop()))
    await engine?.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function copyTo({ url }: Engine, file: string): { rows: number; seconds: number } {
  const started = performance.now()
  const args = ['server/cli/main.ts', 'database', 'copy', '--from', file, '--json']
  const { status, stdout } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, DATABASE_TO: url },
  })
  if (status !== 0) throw new Error(`The copy failed: ${stdout}`)
  const { data } = JSON.parse(stdout) as { data: { rows: number } }
  return { rows: data.rows, seconds: (performance.now() - started) / 1000 }
}

async function warmUp({ request, status }: Case, servers: Record<string, RunningServer>): Promise<void> {
  for (const { port } of Object.values(servers)) {
    await sendAll({ port, request, status, connections: 8 }, WARMING)
  }
}

/** Round trips of each case, by a server of its own whose connections are counted. */
async function countRoundTrips(
  cases: readonly Case[],
  { url }: Engine,
  startOn: (url: string) => Promise<RunningServer>,
): Promise<number[]> {
  const proxied = new URL(url)
  const proxy = await startCountingProxy(Number(proxied.port || 5432))
  proxied.host = `127.0.0.1:${proxy.port}`
  const server = await startOn(proxied.href)
  const counts: number[] = []
  for (const { request, status } of cases) {
    const load = { port: server.port, request, status, connections: 1 }
    // Statements are prepared, and the use of a token is stored once a minute.
    await sendAll(load, COUNTED)
    proxy.taken()
    await sendAll(load, COUNTED)
    counts.push(proxy.taken() / COUNTED)
  }
  await server.stop()
  proxy.close()
  return counts
}
