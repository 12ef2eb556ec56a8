import { throughput } from '../server/load.ts'
import type { RunningServer } from '../server/process.ts'
import type { Case } from './cases.ts'
import { cpuOfTree } from './cpu.ts'

/** How many requests are under way at the same time. */
export const CONCURRENCY = [1, 16, 32]

export interface Measured {
  /** Requests per second, for each concurrency. */
  perSecond: number[]
  /** Microseconds of CPU of the server for a request, at the first and the last concurrency. */
  nodeCpu: [number, number]
  /** The same of PostgreSQL; undefined for SQLite, which runs in the server. */
  engineCpu: [number, number] | undefined
}

/** @param engine process id of PostgreSQL; undefined for SQLite */
export async function measureCase(
  { request, status }: Case,
  server: RunningServer,
  engine: number | undefined,
  seconds: number,
): Promise<Measured> {
  const rounds: { perSecond: number; node: number; engine: number }[] = []
  for (const connections of CONCURRENCY) {
    const load = { port: server.port, request, status, connections }
    await throughput(load, seconds / 3)
    server.cpuUsed()
    const before = engine === undefined ? 0 : cpuOfTree(engine)
    const perSecond = await throughput(load, seconds)
    const count = perSecond * seconds
    const engineCpu = engine === undefined ? 0 : cpuOfTree(engine) - before
    rounds.push({ perSecond, node: server.cpuUsed() / count, engine: engineCpu / count })
  }
  const ends = (of: 'node' | 'engine'): [number, number] => [rounds[0]?.[of] ?? 0, rounds.at(-1)?.[of] ?? 0]
  return {
    perSecond: rounds.map(({ perSecond }) => perSecond),
    nodeCpu: ends('node'),
    engineCpu: engine === undefined ? undefined : ends('engine'),
  }
}
