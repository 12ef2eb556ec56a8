import { createClient } from '@clustrix/client'
import { testApp } from '../../support/app.ts'
import { seeded } from '../../support/seeded.ts'
import { type NetworkFault, networkFaults, startUnreliableProxy } from './unreliable-proxy.ts'

const LIMITS = { attemptTimeout: 3000, timeout: 30_000, baseDelay: 1, maxDelay: 5 }

/** Half of the requests have no fault, the others a random one. */
export function randomFaults(seed: number): () => NetworkFault {
  const random = seeded(seed)
  return () => (random.chance(0.5) ? 'none' : random.pick(networkFaults))
}

/** An app behind an unreliable proxy, with a client of the proxy (`api`) and one that calls the app directly. */
export async function startUnreliableApp(
  next: () => NetworkFault,
  changeRequest: (request: Request) => Request = request => request,
) {
  const app = testApp({ settings: { rateLimit: 1_000_000 } })
  const token = await app.login()
  const { baseUrl, seen } = await startUnreliableProxy(request => app.fetch(changeRequest(request)), next)
  const api = createClient({ baseUrl, token, ...LIMITS })
  const direct = createClient({ baseUrl: 'http://127.0.0.1', token, fetch: async request => app.fetch(request) })
  return { app, api, direct, seen }
}

export type UnreliableApp = Awaited<ReturnType<typeof startUnreliableApp>>

/** Shows what would happen if the client sent no idempotency keys. */
export function withoutKey(request: Request): Request {
  request.headers.delete('Idempotency-Key')
  return request
}
