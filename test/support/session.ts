import { expect } from 'vitest'
import type { components } from '../../client/src/types.gen.ts'
import type { Param } from '../../server/database/database.ts'
import { DEMO_PASSWORD } from '../../server/demo/seed.ts'
import * as answers from './answer.ts'
import { ACME, type Call, type TestApp, testApp } from './app.ts'

export type Schemas = components['schemas']

/** What was answered; comparing it whole prints the body when it differs. */
export interface Answered<Body = unknown> {
  status: number
  body: Body
}

export interface Session {
  app: TestApp
  send<Body = unknown>(path: string, call?: Call): Promise<Answered<Body>>
  /** The body of a 200 to a GET below /api/v1. */
  get<Body>(path: string): Promise<Body>
}

/** An app whose rate limits no test meets. */
const unlimitedApp = () => testApp({ settings: { rateLimit: 1_000_000, loginRateLimit: 1_000_000 } })

/** A user of an app of its own. */
export async function session(email = ACME, app = unlimitedApp()): Promise<Session> {
  const token = await app.login(email)
  async function send<Body>(path: string, call: Call = {}): Promise<Answered<Body>> {
    const response = await app.call(`/api/v1${path}`, { token, ...call })
    return { status: response.status, body: (await response.json()) as Body }
  }
  async function get<Body>(path: string): Promise<Body> {
    const { status, body } = await send<Body>(path)
    expect(status, `GET ${path}: ${JSON.stringify(body)}`).toBe(200)
    return body
  }
  return { app, send, get }
}

/** Stores a row as it stands; names of tables and columns are the tests' own. */
export async function plant(app: TestApp, table: string, row: Record<string, Param>): Promise<void> {
  const columns = Object.keys(row)
  const values = columns.map(column => `:${column}`)
  await app.database.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`, row)
}

export async function plantClient(app: TestApp, id: number): Promise<void> {
  const address = { line1: 'Long Lane 1', city: 'Dublin', country: 'IE' }
  await plant(app, 'clients', { id, name: `Client ${id}`, currency: 'EUR', ...address })
}

const NEWCOMER = 'first@newcomer.example'

/** A client 6 that has nothing yet, and its user 10. */
export async function newcomer(): Promise<Session> {
  const app = unlimitedApp()
  await plantClient(app, 6)
  await plant(app, 'users', {
    id: 10,
    client_id: 6,
    email: NEWCOMER,
    email_normalised: NEWCOMER,
    name: 'First User',
    password_hash: `plain:${DEMO_PASSWORD}`,
    created_at: '2026-11-01T00:00:00Z',
  })
  return session(NEWCOMER, app)
}

/** What answer.ts expects, as a session gives it. */
const answered = ({ status, ...body }: { status: number }): Answered => ({ status, body })

export const invalid = (errors: Record<string, string>) => answered(answers.invalid(errors))
export const missing = (resource: 'Invoice' | 'Ticket' | 'Subscription') => answered(answers.missing(resource))
export const notNow = (message: string) => answered(answers.notNow(message))
