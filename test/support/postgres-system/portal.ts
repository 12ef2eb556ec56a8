import { randomBytes } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { ACME } from '../app.ts'
import { type ServerProcess, startServer } from '../process.ts'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import { type Instance, OWNER, urlOf } from './instance.ts'
import { createDatabase } from './primary.ts'

/** Connections of a server, as on a machine with two cores. */
export const POOL_SIZE = 4

/** What a caller sees of one request. */
export interface Attempt {
  status: number
  /** Value of Retry-After. */
  retryAfter: string | null
  isReplayed: boolean
  seconds: number
  body: unknown
}

/** A server on a database of its own, which it reaches through a proxy that can fail. */
export interface Portal {
  /** URL of the database for the administrator, not through the proxy. */
  adminUrl: string
  proxy: FaultProxy
  /** Environment of the server. */
  env: Record<string, string>
  server: ServerProcess
  /** Sent with each request. */
  token: string
  get(path: string): Promise<Attempt>
  /** @param address that the request comes from */
  login(address?: string): Promise<Attempt>
  /** Opens a ticket. @param key its Idempotency-Key */
  openTicket(subject: string, key?: string): Promise<Attempt>
}

let databases = 0

export async function startPortal(primary: Instance): Promise<Portal> {
  const name = `portal_${++databases}`
  await createDatabase(primary, name)
  const proxy = await startFaultProxy(primary.port)
  onTestFinished(proxy.close)
  const env = {
    DATABASE: `${urlOf(OWNER, `127.0.0.1:${proxy.port}`, name)}?pool_size=${POOL_SIZE}`,
    RATE_LIMIT: '1000000',
    TRUST_PROXY: 'on',
  }
  const server = await startServer({ env })
  const token = await server.login()
  // Cannot be compressed, so that it takes up several pages.
  const body = randomBytes(9000).toString('hex')

  async function attempt(path: string, init: Parameters<ServerProcess['call']>[1]): Promise<Attempt> {
    const started = performance.now()
    const response = await server.call(path, { token, ...init })
    const body: unknown = await response.json()
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      isReplayed: response.headers.get('idempotent-replayed') === 'true',
      seconds: (performance.now() - started) / 1000,
      body,
    }
  }

  return {
    adminUrl: primary.adminUrl(name),
    proxy,
    env,
    server,
    token,
    get: path => attempt(path, {}),
    login: address =>
      attempt('/api/v1/auth/token', {
        json: { email: ACME, password: DEMO_PASSWORD },
        ...(address && { headers: { 'X-Forwarded-For': address } }),
      }),
    openTicket: (subject, key) =>
      attempt('/api/v1/tickets', {
        json: { subject, body },
        ...(key && { headers: { 'Idempotency-Key': key } }),
      }),
  }
}
