/** The benchmark of the server: see docs/performance.md, which it writes. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Case, casesOf } from './cases.ts'
import { assertEqual } from './equality.ts'
import { latencies, throughput } from './load.ts'
import { type Options, readOptions, USAGE } from './options.ts'
import type { RunningServer } from './process.ts'
import { bare, frameworks, ours, type Prepared, prepare, startOnCopy } from './programs.ts'
import { type Report, toMarkdown, writePage } from './report.ts'
import { CONNECTIONS, measure, warmUp } from './rounds.ts'

const INVOICES = 10_000
/** Requests per second while latencies are measured: a load that all servers can handle. */
const RATE = 1000

const programs = [ours, bare, ...frameworks]
try {
  const options = readOptions(process.argv.slice(2))
  if (options) await run(options)
  else console.log(USAGE)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

async function run(settings: Options): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'clustrix-bench-'))
  const running: RunningServer[] = []
  try {
    const prepared = await prepare(folder, INVOICES)
    const compared = await assertEqual(prepared, [bare, ours, ...frameworks])
    console.log(`All servers gave the same ${compared} responses and wrote the same log.`)
    const report = await measureAll(prepared, settings, running)
    console.log(toMarkdown(report))
    if (settings.writes) writePage(report)
  } finally {
    await Promise.all(running.map(server => server.stop()))
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureAll(prepared: Prepared, settings: Options, running: RunningServer[]): Promise<Report> {
  const startAll = async (level: 'info' | 'silent') => {
    const servers = await Promise.all(programs.map(program => startOnCopy(prepared, program, { LOG_LEVEL: level })))
    running.push(...servers)
    return servers
  }
  const cases = casesOf(prepared.data).filter(({ name }) => settings.only?.includes(name) ?? true)
  const frequent = cases.filter(({ perRound }) => perRound >= 100)
  const reads = cases.filter(({ name }) => name === 'list' || name === 'detail')

  const logging = await startAll('info')
  const idle = memoryOf(logging)
  await warmUp(frequent, logging, settings.warmUp)
  const withLog = await measure(cases, logging, settings.rounds)
  const load = reads[0] && (await measureLoad(reads[0], logging, settings.seconds))
  const loaded = memoryOf(logging)
  await Promise.all(logging.map(server => server.stop()))

  const silent = reads.length > 0 ? await startAll('silent') : []
  await warmUp(reads, silent, settings.warmUp)
  const withoutLog = await measure(reads, silent, settings.rounds)
  const { rounds, warmUp: warmRequests } = settings
  return { rounds, warmRequests, rate: RATE, connections: CONNECTIONS, withLog, withoutLog, load, idle, loaded }
}

async function measureLoad({ title, request, status }: Case, servers: readonly RunningServer[], seconds: number) {
  const results = new Map<string, { perSecond: number; p50: number; p99: number }>()
  for (const { name, port } of servers) {
    const perSecond = await throughput({ port, request, status, connections: CONNECTIONS }, seconds)
    const sorted = await latencies({ port, request, status, connections: 64 }, RATE, seconds)
    const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN
    results.set(name, { perSecond, p50: at(0.5), p99: at(0.99) })
  }
  return { title, results }
}

function memoryOf(servers: readonly RunningServer[]) {
  return new Map(servers.map(server => [server.name, server.memory()]))
}
