import { hash, randomBytes } from 'node:crypto'
import { createApp } from '../../server/app.ts'
import { createMemoryCounters } from '../../server/auth/memory-counters.ts'
import { createSecret } from '../../server/auth/tokens.ts'
import { openFile } from '../../server/database/sqlite/node.ts'
import { sampleSeller } from '../../server/seller/sample.ts'
import { TODAY } from './data.ts'

const NOW = Date.parse(`${TODAY}T12:00:00Z`)
const PER_PAGE = 25
const REQUESTS = 60
const ROUNDS = 15
/** Node.js optimizes code only after it has run some thousands of times. */
const WARMING = 3_000

/** Sends requests of user 1 to the server's app, in this process. */
export async function openApp(file: string) {
  const database = await openFile(file)
  const secret = createSecret(randomBytes)
  await database.run(
    'INSERT INTO tokens (id, user_id, name, secret_hash, created_at) VALUES (1, 1, :name, :secret_hash, :at)',
    {
      name: 'Benchmark',
      secret_hash: hash('sha256', secret),
      at: '2026-01-01T00:00:00Z',
    },
  )
  const { fetch } = createApp({
    database,
    clock: { now: () => NOW },
    random: randomBytes,
    counters: createMemoryCounters(() => performance.now()),
    sha256: data => hash('sha256', data),
    log: () => {},
    passwords: { admit: () => {}, hash: async () => '', verify: async () => false },
    renderer: { render: async () => new Uint8Array() },
    seller: sampleSeller().seller,
    settings: {
      publicUrl: undefined,
      corsOrigins: [],
      checkResponses: false,
      rateLimit: 1_000_000_000,
      loginRateLimit: 5,
      loginAddressRateLimit: 20,
      trustProxy: false,
    },
    published: { yaml: '', json: '', readiness: async () => 'ok' },
  })
  const headers = { Authorization: `Bearer 1|${secret}` }
  const ask = (query: string) =>
    fetch(new Request(`http://127.0.0.1/api/v1/invoices?per_page=${PER_PAGE}${query}`, { headers }))
  return { ask, close: () => database.close() }
}

type Ask = (query: string) => Promise<Response>

/** What is asked for, as a function of the last page and of the id in the middle of the list. */
export const CASES: Record<string, { status?: string; page: (lastPage: number) => number; bounded?: boolean }> = {
  'first page': { page: () => 1 },
  'middle page': { page: last => Math.ceil(last / 2) },
  'last page': { page: last => last },
  'first page, max_id in the middle': { page: () => 1, bounded: true },
  'overdue, page 1': { status: 'overdue', page: () => 1 },
  'overdue, page 100': { status: 'overdue', page: last => Math.min(100, last) },
  'overdue, last page': { status: 'overdue', page: last => last },
  'overdue, page 1, max_id in the middle': { status: 'overdue', page: () => 1, bounded: true },
  'paid, page 1': { status: 'paid', page: () => 1 },
  'paid, page 100': { status: 'paid', page: last => Math.min(100, last) },
  'paid, last page': { status: 'paid', page: last => last },
  'paid, page 1, max_id in the middle': { status: 'paid', page: () => 1, bounded: true },
}

/** CPU time of a request in microseconds, for each case: the lower quartile of some rounds, as other work on the machine only adds to it. */
export async function measure(ask: Ask, invoices: number): Promise<Map<string, number>> {
  const costs = new Map<string, number>()
  for (let request = 0; request < WARMING; request++) {
    await (await ask(request % 2 === 0 ? '' : '&status=paid')).arrayBuffer()
  }
  for (const [name, { status, page, bounded }] of Object.entries(CASES)) {
    const filter = `${status ? `&status=${status}` : ''}${bounded ? `&max_id=${Math.ceil(invoices / 2)}` : ''}`
    const { meta } = (await (await ask(filter)).json()) as { meta: { last_page: number } }
    costs.set(name, await cost(ask, `${filter}&page=${page(meta.last_page)}`))
  }
  return costs
}

async function cost(ask: Ask, query: string): Promise<number> {
  const rounds: number[] = []
  // The first round warms up and does not count.
  for (let round = 0; round <= ROUNDS; round++) {
    const start = process.cpuUsage()
    for (let request = 0; request < REQUESTS; request++) await (await ask(query)).arrayBuffer()
    const { user, system } = process.cpuUsage(start)
    if (round > 0) rounds.push((user + system) / REQUESTS)
  }
  return rounds.sort((a, b) => a - b)[Math.floor(ROUNDS / 4)] ?? 0
}
