import { createClient } from '@clustrix/client'
import { expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { ACME, testApp } from '../../support/app.ts'
import { startChaos } from './chaos.ts'

const credentials = { email: ACME, password: DEMO_PASSWORD }

/** An app on a real socket that counts logins, which it allows five times. */
async function world() {
  const app = testApp()
  const count = { logins: 0 }
  const { baseUrl } = await startChaos(
    request => {
      if (request.url.endsWith('/auth/token')) count.logins++
      return app.fetch(request)
    },
    () => 'nothing',
  )
  return { baseUrl, count }
}

test('many calls at once with a dead token log in once, and all of them succeed', async () => {
  const { baseUrl, count } = await world()
  const api = createClient({ baseUrl, token: '9|dead', onUnauthenticated: client => client.login(credentials) })
  const answers = await Promise.all(Array.from({ length: 40 }, () => api.GET('/api/v1/me')))
  expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(200))
  expect(count.logins).toBe(1)
})

test('without a renewal each of them is a 401', async () => {
  const { baseUrl, count } = await world()
  const api = createClient({ baseUrl, token: '9|dead' })
  const answers = await Promise.all(Array.from({ length: 40 }, () => api.GET('/api/v1/me')))
  expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(401))
  expect(count.logins).toBe(0)
})

test('a renewal that is refused is thrown at each call that waits, and asked for once', async () => {
  const { baseUrl, count } = await world()
  const wrong = { ...credentials, password: 'wrong' }
  const api = createClient({ baseUrl, token: '9|dead', onUnauthenticated: client => client.login(wrong) })
  const calls = await Promise.allSettled(Array.from({ length: 40 }, () => api.GET('/api/v1/me')))
  expect(calls.map(call => call.status === 'rejected' && call.reason.code)).toEqual(Array(40).fill('validation_failed'))
  expect(count.logins).toBe(1)
})

test('a renewal that never ends ends with the deadline of each call', async () => {
  const { baseUrl } = await world()
  const api = createClient({ baseUrl, token: '9|dead', timeout: 1000, onUnauthenticated: () => new Promise(() => {}) })
  const began = performance.now()
  const calls = await Promise.allSettled(Array.from({ length: 10 }, () => api.GET('/api/v1/me')))
  expect(calls.map(call => call.status === 'rejected' && call.reason.code)).toEqual(Array(10).fill('timeout'))
  expect(performance.now() - began).toBeLessThan(3000)
})
