import { expect } from 'vitest'
import type { components } from '../../client/src/types.gen.ts'
import { insertInto, type Row } from '../../server/database/insert-row.ts'
import { DEMO_PASSWORD } from '../../server/demo/seed.ts'
import { ACME, type Call, type TestApp, testApp } from './app.ts'
import * as responses from './responses.ts'

export type Schemas = components['schemas']

/** Status and body. Comparing both at once prints the body if they differ. */
export interface Received<Body = unknown> {
  status: number
  body: Body
}

export interface Session {
  app: TestApp
  send<Body = unknown>(path: string, call?: Call): Promise<Received<Body>>
  /** Sends a GET below /api/v1, expects 200 and returns the body. */
  get<Body>(path: string): Promise<Body>
}

/** An app with rate limits too high for any test. */
const unlimitedApp = () =>
  testApp({ settings: { rateLimit: 1_000_000, loginRateLimit: 1_000_000, loginAddressRateLimit: 1_000_000 } })

/** Logs a user in, to a new app by default. */
export async function session(email = ACME, app = unlimitedApp()): Promise<Session> {
  const token = await app.login(email)
  async function send<Body>(path: string, call: Call = {}): Promise<Received<Body>> {
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

/** Inserts a row. Table and column names come from the tests. */
export const insertRow = (app: TestApp, table: string, row: Row): Promise<void> => insertInto(app.database, table, row)

export async function insertClient(app: TestApp, id: number): Promise<void> {
  const address = { line1: 'Long Lane 1', city: 'Dublin', country: 'IE' }
  await insertRow(app, 'clients', { id, name: `Client ${id}`, currency: 'EUR', ...address })
}

const NEWCOMER = 'first@newcomer.example'

/** A session of user 10 of client 6, which has no data yet. */
export async function newcomer(): Promise<Session> {
  const app = unlimitedApp()
  await insertClient(app, 6)
  await insertRow(app, 'users', {
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

/** Converts an expected response of responses.ts to the form of a session. */
const toReceived = ({ status, ...body }: { status: number }): Received => ({ status, body })

export const validationError = (errors: Record<string, string>) => toReceived(responses.validationError(errors))
export const notFound = (resource: 'Invoice' | 'Ticket' | 'Subscription') => toReceived(responses.notFound(resource))
export const invalidState = (message: string) => toReceived(responses.invalidState(message))
