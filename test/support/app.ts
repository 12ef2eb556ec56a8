import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type AppDependencies, createApp, type Fetch } from '../../server/app.ts'
import { createCounters } from '../../server/auth/create-counters.ts'
import type { Database } from '../../server/database/database.ts'
import { DEMO_PASSWORD } from '../../server/demo/seed.ts'
import type { LogEntry } from '../../server/log.ts'
import { sampleSeller } from '../../server/seller/sample.ts'
import { openDemo } from './engine.ts'
import { plainPasswords } from './plain-passwords.ts'
import { sha256 } from './sha256.ts'

/** Noon on the day of the demo data. */
export const NOON = Date.parse('2026-11-22T12:00:00Z')

export const yaml = readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8')
export const contract = parse(yaml)

export interface TestApp {
  fetch: Fetch
  /** Sends a request to a path. */
  call(path: string, init?: Call): Promise<Response>
  /** Logs a demo user in and returns the token. */
  login(email?: string): Promise<string>
  database: Database
  clock: { now(): number; set(time: string): void; advance(ms: number): void }
  logged: LogEntry[]
}

export interface Call {
  method?: string
  token?: string
  json?: unknown
  body?: string | Uint8Array<ArrayBuffer>
  headers?: Record<string, string>
}

export const ACME = 'you@company.com'
export const ACME_SECOND = 'ap@acme.example'
export const BJORN = 'soren@bjorn-son.example'

/** An app with its own copy of the demo data. Two apps share nothing. */
export function testApp({
  settings,
  wrap = database => database,
  ...deps
}: Partial<Omit<AppDependencies, 'settings'>> & {
  settings?: Partial<AppDependencies['settings']>
  wrap?: (database: Database) => Database
} = {}): TestApp {
  const database = openDemo()
  const served = wrap(database)
  const logged: LogEntry[] = []
  let now = NOON
  // Like performance.now(): it runs on with the clock, but is never set back.
  let monotonic = 0
  const moveTo = (time: number) => {
    monotonic += Math.max(0, time - now)
    now = time
  }
  const clock = {
    now: () => now,
    set: (time: string) => moveTo(Date.parse(time)),
    advance: (ms: number) => moveTo(now + ms),
  }
  const { fetch } = createApp({
    database: served,
    clock,
    random: size => randomBytes(size),
    sha256,
    log: entry => logged.push(entry),
    passwords: plainPasswords,
    counters: createCounters(served, clock, () => monotonic),
    renderer: { render: async document => new TextEncoder().encode(`%PDF-1.7 ${document.number}`) },
    seller: sampleSeller().seller,
    published: { yaml, json: JSON.stringify(contract), readiness: async () => 'ok' },
    ...deps,
    settings: {
      publicUrl: undefined,
      corsOrigins: 'loopback',
      checkResponses: true,
      rateLimit: 60,
      loginRateLimit: 5,
      loginAddressRateLimit: 20,
      trustProxy: false,
      ...settings,
    },
  })

  async function call(path: string, { method, token, json, body, headers = {} }: Call = {}): Promise<Response> {
    const sent = json === undefined ? body : JSON.stringify(json)
    return fetch(
      new Request(`http://127.0.0.1:3000${path}`, {
        method: method ?? (sent === undefined ? 'GET' : 'POST'),
        headers: {
          ...(json !== undefined && { 'Content-Type': 'application/json' }),
          ...(token && { Authorization: `Bearer ${token}` }),
          ...headers,
        },
        ...(sent !== undefined && { body: sent }),
      }),
    )
  }

  async function login(email = ACME): Promise<string> {
    const response = await call('/api/v1/auth/token', { json: { email, password: DEMO_PASSWORD } })
    if (response.status !== 200) throw new Error(`login returned ${response.status}: ${await response.text()}`)
    return ((await response.json()) as { token: string }).token
  }

  return { fetch, call, login, database, clock, logged }
}
