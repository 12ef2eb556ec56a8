import { vi } from 'vitest'
import { faultyDatabase } from '../../../conformance/in-process/faulty-database.ts'
import { cheapRenderer, seededRandom, sha256 } from '../../../conformance/in-process/parts.ts'
import { createMockOn, SERVER_CONTRACT } from '../../../mock/mock.ts'
import { nodeEngine, seedOnNode } from '../../../mock/node/engine.ts'
import { createMockPasswords } from '../../../mock/world/passwords.ts'
import type { Engine, MemoryDatabase } from '../../../mock/world/world.ts'
import { type AppDependencies, type AppSettings, createApp, type Fetch } from '../../../server/app.ts'
import { createCounters } from '../../../server/auth/create-counters.ts'
import type { Database } from '../../../server/database/database.ts'
import { openCopy } from '../../../server/database/sqlite/node.ts'
import { contract, NOON, yaml } from '../../support/app.ts'
import type { Step } from './steps.ts'

export interface Recorded {
  status: number
  headers: Record<string, string>
  /** One character per byte. */
  body: string
}

export const ORIGIN = 'http://127.0.0.1:4010'

const seed = await seedOnNode()

interface Speaker {
  fetch: Fetch
  fault(kind: Step['fault']): void
}

const settings = (limit: number, corsOrigins: AppSettings['corsOrigins']): AppSettings => ({
  publicUrl: undefined,
  corsOrigins,
  checkResponses: true,
  rateLimit: limit,
  loginRateLimit: limit,
  loginAddressRateLimit: 1000,
  trustProxy: false,
})

const json = JSON.stringify(contract)

/** The server's app on the data of the mock. @param database with this data, if not in memory */
export function server(
  limit: number,
  database: Database = openCopy(seed),
  renderer: AppDependencies['renderer'] = cheapRenderer,
): Speaker {
  const faulty = faultyDatabase()
  const clock = { now: () => Date.now() }
  const { fetch } = createApp({
    database: faulty.wrap(database),
    clock,
    random: seededRandom(),
    sha256,
    log: () => {},
    passwords: createMockPasswords(false),
    counters: createCounters(database, clock, () => performance.now()),
    renderer,
    seller: nodeEngine.seller,
    published: { yaml, json, readiness: async () => 'ok' },
    settings: settings(limit, 'loopback'),
  })
  return { fetch, fault: kind => Object.assign(faulty.state, { fault: kind }) }
}

/** The mock. @param engine of its database */
export function mock(limit: number, engine: Engine = nodeEngine): Speaker {
  const faulty = faultyDatabase()
  const { fetch } = createMockOn(
    {
      ...engine,
      random: seededRandom(),
      async openCopy(bytes): Promise<MemoryDatabase> {
        const database = await engine.openCopy(bytes)
        return Object.assign(faulty.wrap(database), { serialize: () => database.serialize() })
      },
    },
    { seed, now: NOON, anyPassword: false, settings: settings(limit, 'any'), yaml, json: () => json },
    SERVER_CONTRACT,
    () => {},
  )
  return { fetch, fault: kind => Object.assign(faulty.state, { fault: kind }) }
}

/** Sends the steps one after another, on a clock that stands still between them. */
export async function record({ fetch, fault }: Speaker, steps: readonly Step[]): Promise<Recorded[]> {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: NOON })
  try {
    const recorded: Recorded[] = []
    for (const { method, path, headers, body, fault: kind, after = 0 } of steps) {
      vi.advanceTimersByTime(after)
      fault(kind)
      recorded.push(await read(await fetch(new Request(ORIGIN + path, { method, headers, ...(body && { body }) }))))
    }
    return recorded
  } finally {
    vi.useRealTimers()
  }
}

async function read(response: Response): Promise<Recorded> {
  const { 'x-request-id': _, ...headers } = Object.fromEntries(response.headers)
  return { status: response.status, headers, body: Buffer.from(await response.arrayBuffer()).toString('latin1') }
}

/** Without the body of a PDF, which is a small one with the invoice's number in the mock. */
export const withoutDrawing = (recorded: Recorded): Recorded =>
  recorded.headers['content-type'] === 'application/pdf' && recorded.body !== ''
    ? { ...recorded, headers: { ...recorded.headers, 'content-length': '' }, body: recorded.body.slice(0, 8) }
    : recorded
