/**
 * What a GET by the client costs on top of a bare fetch: a page of 25 rows from a server of our own on loopback. They take turns in one
 * process; `fetch again` shows how far a ratio is noise. The limit is held against a fetch that has a deadline too, for without one a
 * program may hang forever. Exit 1 above it.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createClient } from '@clustrix/client'
import { compare, median, ratio } from './compare.ts'

const LIMIT = 1.05
const ROWS = 25

const server = spawn(process.execPath, ['--import', './server/require-node.mjs', 'server/main.ts'], {
  env: {
    PATH: process.env.PATH,
    PORT: '0',
    DATABASE: ':memory:',
    LOG_LEVEL: 'warn',
    RATE_LIMIT: '1000000',
    CHECK_RESPONSES: 'off',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const [printed] = await once(server.stdout, 'data')
  const baseUrl = /http:\/\/[\d.]+:\d+/.exec(String(printed))?.[0]
  if (baseUrl === undefined) throw new Error(`the server did not say where it is: ${printed}`)
  const api = createClient({ baseUrl })
  const { token } = await api.login({ email: 'you@company.com', password: 'correct horse battery staple' })
  for (let row = 0; row < ROWS; row++)
    await api.orThrow.POST('/api/v1/tickets', { body: { subject: `Disk ${row} is full`, body: 'On web-3.' } })

  const url = `${baseUrl}/api/v1/tickets?per_page=${ROWS}`
  const headers = { Authorization: `Bearer ${token}` }
  const bare = async () => (await fetch(url, { headers })).json()
  const times = await compare({
    fetch: bare,
    'fetch again': bare,
    'fetch with a deadline': async () => (await fetch(url, { headers, signal: AbortSignal.timeout(10_000) })).json(),
    client: () => api.GET('/api/v1/tickets', { params: { query: { per_page: ROWS } } }),
  })
  for (const [name, each] of Object.entries(times))
    console.log(`${name.padEnd(21)} ${median(each).toFixed().padStart(6)} µs  × ${ratio(each, times.fetch).toFixed(3)}`)
  const cost = ratio(times.client, times['fetch with a deadline'])
  console.log(`the client is × ${cost.toFixed(3)} a fetch with a deadline, at most ${LIMIT}`)
  process.exitCode = cost <= LIMIT ? 0 : 1
} finally {
  server.kill()
}
