import { createClient } from '@clustrix/client'
import { expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { ACME, testApp } from '../../support/app.ts'
import { startUnreliableProxy } from './unreliable-proxy.ts'

const credentials = { email: ACME, password: DEMO_PASSWORD }

/** An app on a real socket, with the default limit of five logins a minute. Counts the logins. */
async function startApp() {
  const app = testApp()
  const count = { logins: 0 }
  const { baseUrl } = await startUnreliableProxy(
    request => {
      if (request.url.endsWith('/auth/token')) count.logins++
      return app.fetch(request)
    },
    () => 'none',
  )
  return { baseUrl, count }
}

test('40 calls at once with an invalid token log in once, and all succeed', async () => {
  const { baseUrl, count } = await startApp()
  const api = createClient({ baseUrl, token: '9|invalid', onUnauthenticated: client => client.login(credentials) })
  const results = await Promise.all(Array.from({ length: 40 }, () => api.GET('/api/v1/me')))
  expect(results.map(({ status }) => status)).toEqual(Array(40).fill(200))
  expect(count.logins).toBe(1)
})

test('without onUnauthenticated each of them returns 401', async () => {
  const { baseUrl, count } = await startApp()
  const api = createClient({ baseUrl, token: '9|invalid' })
  const results = await Promise.all(Array.from({ length: 40 }, () => api.GET('/api/v1/me')))
  expect(results.map(({ status }) => status)).toEqual(Array(40).fill(401))
  expect(count.logins).toBe(0)
})

test('if the login is refused, each waiting call rejects with that error, after one login', async () => {
  const { baseUrl, count } = await startApp()
  const wrong = { ...credentials, password: 'wrong' }
  const api = createClient({ baseUrl, token: '9|invalid', onUnauthenticated: client => client.login(wrong) })
  const calls = await Promise.allSettled(Array.from({ length: 40 }, () => api.GET('/api/v1/me')))
  expect(calls.map(call => call.status === 'rejected' && call.reason.code)).toEqual(Array(40).fill('validation_failed'))
  expect(count.logins).toBe(1)
})

test('if onUnauthenticated never settles, each call ends with its timeout', async () => {
  const { baseUrl } = await startApp()
  const api = createClient({
    baseUrl,
    token: '9|invalid',
    timeout: 1000,
    onUnauthenticated: () => new Promise(() => {}),
  })
  const started = performance.now()
  const calls = await Promise.allSettled(Array.from({ length: 10 }, () => api.GET('/api/v1/me')))
  expect(calls.map(call => call.status === 'rejected' && call.reason.code)).toEqual(Array(10).fill('timeout'))
  expect(performance.now() - started).toBeLessThan(10_000)
})
