import type { Case } from './cases.ts'
import { sendAll } from './load.ts'
import type { RunningServer } from './process.ts'

export const CONNECTIONS = 8

/** Microseconds of CPU for a request, by case and server, one value for each round. */
export type Measured = Map<string, Map<string, number[]>>

/**
 * Measures every case on every server in rounds. In a round the servers take turns, each time beginning with another one, so that
 * what disturbs the machine disturbs all of them.
 */
export async function measure(
  cases: readonly Case[],
  servers: readonly RunningServer[],
  rounds: number,
): Promise<Measured> {
  const measured: Measured = new Map(cases.map(({ title }) => [title, new Map()]))
  for (let round = 0; round < rounds; round++) {
    for (const each of cases) {
      const taking = each.isOursAlone ? servers.slice(0, 1) : servers
      for (let turn = 0; turn < taking.length; turn++) {
        const server = taking[(round + turn) % taking.length]
        if (server) add(measured, each.title, server.name, await cpuPerRequest(each, server))
      }
    }
  }
  return measured
}

async function cpuPerRequest({ request, status, perRound }: Case, server: RunningServer): Promise<number> {
  server.cpuUsed()
  await sendAll({ port: server.port, request, status, connections: CONNECTIONS }, perRound)
  return server.cpuUsed() / perRound
}

function add(measured: Measured, title: string, server: string, value: number): void {
  const byServer = measured.get(title)
  byServer?.set(server, [...(byServer.get(server) ?? []), value])
}

/** Sends requests of the given cases until each server has had `count`: node compiles what runs often only after some thousands. */
export async function warmUp(cases: readonly Case[], servers: readonly RunningServer[], count: number): Promise<void> {
  const total = cases.reduce((sum, { perRound }) => sum + perRound, 0)
  for (const { port } of servers) {
    for (const { request, status, perRound } of cases) {
      await sendAll({ port, request, status, connections: CONNECTIONS }, Math.ceil((count * perRound) / total))
    }
  }
}

export interface Spread {
  median: number
  lowest: number
  highest: number
}

/** A server's cost as a multiple of the baseline's, round by round. */
export function ratios(values: readonly number[], baseline: readonly number[]): Spread {
  return spreadOf(values.map((value, round) => value / (baseline[round] ?? Number.NaN)))
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (index: number) => sorted[index] ?? Number.NaN
  return { median: at(sorted.length >> 1), lowest: at(0), highest: at(sorted.length - 1) }
}
