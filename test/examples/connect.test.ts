import type { Client, ClientOptions } from '@clustrix/client'
import { expect, onTestFinished, test, vi } from 'vitest'
import { UsageError, withClient } from '../../examples/connect.ts'
import { DEMO_PASSWORD } from '../../server/demo/seed.ts'
import { ACME, testApp } from '../support/app.ts'
import { jump } from './running.ts'

const credentials = { CLUSTRIX_EMAIL: ACME, CLUSTRIX_PASSWORD: DEMO_PASSWORD }

/** The requests an app gets, and what it gets them by. */
function watched(app = testApp()) {
  const requests: Request[] = []
  const fetch = (request: Request) => {
    requests.push(request)
    return app.fetch(request)
  }
  return { app, requests, fetch }
}

test('a token that was made for a run is revoked after it', async () => {
  const { app, requests, fetch } = watched()
  const work = async (api: Client) => {
    await api.orThrow.GET('/api/v1/me')
    await api.orThrow.GET('/api/v1/tickets')
  }
  await withClient(credentials, work, { fetch })
  expect(requests.map(({ url }) => new URL(url).pathname)).toEqual([
    '/api/v1/auth/token',
    '/api/v1/me',
    '/api/v1/tickets',
    '/api/v1/auth/revoke',
  ])
  const authorization = requests[1]?.headers.get('Authorization') ?? ''
  expect((await app.call('/api/v1/me', { headers: { Authorization: authorization } })).status).toBe(401)
})

test('it is revoked after a run that fails too', async () => {
  const { requests, fetch } = watched()
  const run = withClient(credentials, () => Promise.reject(new Error('planted')), { fetch })
  await expect(run).rejects.toThrow('planted')
  expect(requests.at(-1)?.url).toMatch(/revoke$/)
})

test('a run that is good stays good when its token cannot be revoked', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue()
  const { app } = watched()
  const fetch = async (request: Request) => {
    if (request.url.endsWith('/revoke')) throw new TypeError('fetch failed')
    return app.fetch(request)
  }
  const { status } = await withClient(credentials, api => api.orThrow.GET('/api/v1/me'), { fetch })
  expect(status).toBe(200)
  expect(said.mock.lastCall?.[0]).toMatch(
    /^The token of this run could not be revoked: POST .*\/revoke failed: fetch failed$/,
  )
  said.mockRestore()
})

test('a token whose revocation meets the rate limit is revoked in the next minute', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue()
  onTestFinished(() => said.mockRestore())
  const { app, requests, fetch } = watched(testApp({ settings: { rateLimit: 1 } }))
  const { over } = jump(app)
  const statuses: number[] = []
  const onResponse: ClientOptions['onResponse'] = ({ status }) => {
    statuses.push(status)
    if (status === 429) over(60_000)
  }
  await withClient(credentials, api => api.orThrow.GET('/api/v1/me'), { fetch, onResponse })
  expect(statuses).toEqual([200, 200, 429, 200])
  expect(requests.at(-1)?.url).toMatch(/revoke$/)
  expect(said.mock.calls).toEqual([[expect.stringMatching(/^Retrying in 60 s: POST .*\/revoke returned 429 /)]])
})

test('a token of the environment is used and left', async () => {
  const { app, fetch, requests } = watched()
  const CLUSTRIX_TOKEN = await app.login()
  await withClient({ ...credentials, CLUSTRIX_TOKEN }, api => api.orThrow.GET('/api/v1/me'), { fetch })
  expect(requests.map(({ url }) => url)).toEqual(['http://127.0.0.1:3000/api/v1/me'])
})

test('CLUSTRIX_URL says where the server is', async () => {
  const { app, fetch, requests } = watched()
  const environment = { CLUSTRIX_URL: 'https://portal.example', CLUSTRIX_TOKEN: await app.login() }
  await withClient(environment, api => api.orThrow.GET('/api/v1/me'), { fetch })
  expect(requests[0]?.url).toBe('https://portal.example/api/v1/me')
})

test('a wrong password is said as the server says it', async () => {
  const { fetch } = watched()
  const run = withClient({ ...credentials, CLUSTRIX_PASSWORD: 'wrong' }, async () => true, { fetch })
  await expect(run).rejects.toMatchObject({ code: 'validation_failed' })
})

test('a run outlasts the rate limit however often it meets it', async () => {
  const app = testApp({ settings: { rateLimit: 2 } })
  const { pauses, onRetry } = jump(app)
  const statuses = await withClient(
    { CLUSTRIX_TOKEN: await app.login() },
    async api => {
      const seen: number[] = []
      for (let call = 0; call < 7; call += 1) seen.push((await api.GET('/api/v1/me')).status)
      return seen
    },
    { fetch: request => app.fetch(request), onRetry },
  )
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200])
  expect(pauses).toEqual([60_000, 60_000, 60_000])
})

test('an attempt that failed is a line on stderr, for a run may stand still for a minute', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue()
  onTestFinished(() => said.mockRestore())
  const { app, fetch } = watched()
  let lost = 0
  await withClient({ CLUSTRIX_TOKEN: await app.login() }, api => api.orThrow.GET('/api/v1/me'), {
    baseDelay: 1,
    fetch: request => (lost++ === 0 ? Promise.reject(new TypeError('fetch failed')) : fetch(request)),
  })
  expect(said.mock.calls).toEqual([[expect.stringMatching(/^Retrying in 1 s: GET .*\/me failed: fetch failed$/)]])
})

test.each([
  ['nobody', {}],
  ['no password', { CLUSTRIX_EMAIL: ACME, CLUSTRIX_PASSWORD: '' }],
  ['no email', { CLUSTRIX_PASSWORD: DEMO_PASSWORD }],
  ['no URL', { ...credentials, CLUSTRIX_URL: 'portal' }],
  ['a URL of another scheme', { ...credentials, CLUSTRIX_URL: 'ftp://portal.example' }],
  ['a token that is none', { CLUSTRIX_TOKEN: '2|a b' }],
])('an environment that names %s is refused before anything is sent', async (_what, environment) => {
  const { requests, fetch } = watched()
  const error = await withClient(environment, async () => 'it ran', { fetch }).catch(reason => reason)
  expect(error).toBeInstanceOf(UsageError)
  expect(error.message).toMatch(/^[^\n]*CLUSTRIX_[^\n]*$/)
  expect(error.message).not.toContain('2|a b')
  expect(requests).toEqual([])
})
