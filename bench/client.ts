/**
 * What the client costs on top of a bare fetch, for a GET from a server of our own on loopback: a page of 100 rows, as programs that read
 * much ask for, and one of 25. Both take turns in one process; `bare again` shows how far a ratio is noise. Exit 1 when the client is above
 * its limit on the page of 100.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createClient } from '@clustrix/client'
import { compare } from './compare.ts'

const LIMIT = 1.05
const ROWS = 100

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

  for (const per_page of [25, ROWS]) {
    const bare = async () => {
      const url = `${baseUrl}/api/v1/tickets?per_page=${per_page}`
      const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` } })
      return response.json()
    }
    const client = () => api.GET('/api/v1/tickets', { params: { query: { per_page } } })
    const results = await compare({ bare, 'bare again': bare, client })
    for (const { name, microseconds, ratio } of results)
      console.log(
        `${per_page} rows, ${name.padEnd(10)} ${microseconds.toFixed().padStart(6)} µs  × ${ratio.toFixed(3)}`,
      )
    const ratio = results.at(-1)?.ratio ?? Number.NaN
    if (per_page === ROWS && !(ratio <= LIMIT)) {
      console.error(`the client costs ${ratio.toFixed(3)} × a bare fetch, more than ${LIMIT}`)
      process.exitCode = 1
    }
  }
} finally {
  server.kill()
}
