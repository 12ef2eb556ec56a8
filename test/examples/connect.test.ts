import type { Client, ClientOptions } from '@clustrix/client'
import { expect, onTestFinished, test, vi } from 'vitest'
import { UsageError, withClient } from '../../examples/connect.ts'
import { DEMO_PASSWORD } from '../../server/demo/seed.ts'
import { ACME, testApp } from '../support/app.ts'
import { skipPauses } from './running.ts'

const credentials = { CLUSTRIX_EMAIL: ACME, CLUSTRIX_PASSWORD: DEMO_PASSWORD }

/** An app with a fetch that records its requests. */
function recordedApp(app = testApp()) {
  const requests: Request[] = []
  const fetch = (request: Request) => {
    requests.push(request)
    return app.fetch(request)
  }
  return { app, requests, fetch }
}

test('a token created for a run is revoked afterwards', async () => {
  const { app, requests, fetch } = recordedApp()
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

test('the token is also revoked after a failed run', async () => {
  const { requests, fetch } = recordedApp()
  const run = withClient(credentials, () => Promise.reject(new Error('injected')), { fetch })
  await expect(run).rejects.toThrow('injected')
  expect(requests.at(-1)?.url).toMatch(/revoke$/)
})

test('a successful run stays successful if its token cannot be revoked', async () => {
  const stderr = vi.spyOn(console, 'error').mockReturnValue()
  const { app } = recordedApp()
  const fetch = async (request: Request) => {
    if (request.url.endsWith('/revoke')) throw new TypeError('fetch failed')
    return app.fetch(request)
  }
  const { status } = await withClient(credentials, api => api.orThrow.GET('/api/v1/me'), { fetch })
  expect(status).toBe(200)
  expect(stderr.mock.lastCall?.[0]).toMatch(
    /^The token of this run could not be revoked: POST .*\/revoke failed: fetch failed$/,
  )
  stderr.mockRestore()
})

test('if the revocation meets the rate limit, the token is revoked a minute later', async () => {
  const stderr = vi.spyOn(console, 'error').mockReturnValue()
  onTestFinished(() => stderr.mockRestore())
  const { app, requests, fetch } = recordedApp(testApp({ settings: { rateLimit: 1 } }))
  const { skip } = skipPauses(app)
  const statuses: number[] = []
  const onResponse: ClientOptions['onResponse'] = ({ status }) => {
    statuses.push(status)
    if (status === 429) skip(60_000)
  }
  await withClient(credentials, api => api.orThrow.GET('/api/v1/me'), { fetch, onResponse })
  expect(statuses).toEqual([200, 200, 429, 200])
  expect(requests.at(-1)?.url).toMatch(/revoke$/)
  expect(stderr.mock.calls).toEqual([[expect.stringMatching(/^Retrying in 60 s: POST .*\/revoke returned 429 /)]])
})

test('a token from the environment is used and not revoked', async () => {
  const { app, fetch, requests } = recordedApp()
  const CLUSTRIX_TOKEN = await app.login()
  await withClient({ ...credentials, CLUSTRIX_TOKEN }, api => api.orThrow.GET('/api/v1/me'), { fetch })
  expect(requests.map(({ url }) => url)).toEqual(['http://127.0.0.1:3000/api/v1/me'])
})

test('CLUSTRIX_URL sets the server', async () => {
  const { app, fetch, requests } = recordedApp()
  const environment = { CLUSTRIX_URL: 'https://portal.example', CLUSTRIX_TOKEN: await app.login() }
  await withClient(environment, api => api.orThrow.GET('/api/v1/me'), { fetch })
  expect(requests[0]?.url).toBe('https://portal.example/api/v1/me')
})

test('a wrong password rejects with the error of the server', async () => {
  const { fetch } = recordedApp()
  const run = withClient({ ...credentials, CLUSTRIX_PASSWORD: 'wrong' }, async () => true, { fetch })
  await expect(run).rejects.toMatchObject({ code: 'validation_failed' })
})

test('a run waits for the rate limit as often as needed', async () => {
  const app = testApp({ settings: { rateLimit: 2 } })
  const { pauses, onRetry } = skipPauses(app)
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

test('each retry is a line on stderr, because a run may pause for a minute', async () => {
  const stderr = vi.spyOn(console, 'error').mockReturnValue()
  onTestFinished(() => stderr.mockRestore())
  const { app, fetch } = recordedApp()
  let lost = 0
  await withClient({ CLUSTRIX_TOKEN: await app.login() }, api => api.orThrow.GET('/api/v1/me'), {
    baseDelay: 1,
    fetch: request => (lost++ === 0 ? Promise.reject(new TypeError('fetch failed')) : fetch(request)),
  })
  expect(stderr.mock.calls).toEqual([[expect.stringMatching(/^Retrying in 1 s: GET .*\/me failed: fetch failed$/)]])
})

test.each([
  ['no credentials', {}],
  ['no password', { CLUSTRIX_EMAIL: ACME, CLUSTRIX_PASSWORD: '' }],
  ['no email', { CLUSTRIX_PASSWORD: DEMO_PASSWORD }],
  ['no URL', { ...credentials, CLUSTRIX_URL: 'portal' }],
  ['a URL of another scheme', { ...credentials, CLUSTRIX_URL: 'ftp://portal.example' }],
  ['an invalid token', { CLUSTRIX_TOKEN: '2|a b' }],
])('an environment with %s is refused before anything is sent', async (_what, environment) => {
  const { requests, fetch } = recordedApp()
  const error = await withClient(environment, async () => 'done', { fetch }).catch(reason => reason)
  expect(error).toBeInstanceOf(UsageError)
  expect(error.message).toMatch(/^[^\n]*CLUSTRIX_[^\n]*$/)
  expect(error.message).not.toContain('2|a b')
  expect(requests).toEqual([])
})
