import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { casesOf } from './cases.ts'
import type { Program, RunningServer } from './process.ts'
import { bare, prepare, startOnCopy } from './programs.ts'
import { measure, ratios, type Spread, warmUp } from './rounds.ts'

/**
 * The most CPU time that a request may cost, as a multiple of bare node:http. Medians between 1.2 and 1.7 were seen on a machine with
 * other work; a list that SQLite plans again at each request costs 2.8.
 */
const LIMITS: Record<string, number> = { list: 2, detail: 2 }
const INVOICES = 1000

export interface Effort {
  rounds: number
  /** Requests that each server gets before it is measured. */
  warmUp: number
}

export interface Verdict {
  title: string
  cost: Spread
  limit: number
  isTooSlow: boolean
}

/** Compares a server with bare node:http. Needs no package of other frameworks. */
export async function compareWithBare(program: Program, effort: Effort): Promise<Verdict[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'clustrix-bench-'))
  const servers: RunningServer[] = []
  try {
    const prepared = await prepare(folder, INVOICES)
    for (const each of [program, bare]) servers.push(await startOnCopy(prepared, each, { LOG_LEVEL: 'info' }))
    const cases = casesOf(prepared.data).filter(({ name }) => name in LIMITS)
    await warmUp(cases, servers, effort.warmUp)
    const measured = await measure(cases, servers, effort.rounds)
    return cases.map(({ name, title }) => {
      const byServer = measured.get(title)
      const cost = ratios(byServer?.get(program.name) ?? [], byServer?.get(bare.name) ?? [])
      const limit = LIMITS[name] ?? Number.NaN
      return { title, cost, limit, isTooSlow: !(cost.median <= limit) }
    })
  } finally {
    await Promise.all(servers.map(server => server.stop()))
    rmSync(folder, { recursive: true, force: true })
  }
}
