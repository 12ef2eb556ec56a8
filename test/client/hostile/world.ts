import { createClient } from '@clustrix/client'
import { testApp } from '../../support/app.ts'
import { seeded } from '../../support/seeded.ts'
import { mishaps, startChaos } from './chaos.ts'

const LIMITS = { attemptTimeout: 250, timeout: 5000, baseDelay: 1, maxDelay: 5 }

/** Half of the requests go well, the others have one mishap after another. */
export async function world(seed: number, between: (request: Request) => Request = request => request) {
  const app = testApp({ settings: { rateLimit: 1_000_000 } })
  const token = await app.login()
  const random = seeded(seed)
  const chaos = await startChaos(
    request => app.fetch(between(request)),
    () => (random.chance(0.5) ? 'nothing' : random.pick(mishaps)),
  )
  const api = createClient({ baseUrl: chaos.baseUrl, token, ...LIMITS })
  const direct = createClient({ baseUrl: 'http://127.0.0.1', token, fetch: async request => app.fetch(request) })
  return { app, api, direct, seen: chaos.seen }
}

/** Between proxy and app: what would happen if the client made no keys. */
export function withoutKey(request: Request): Request {
  request.headers.delete('Idempotency-Key')
  return request
}
