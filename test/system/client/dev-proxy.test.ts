import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { createClient } from '@clustrix/client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createViteServer } from 'vitest/node'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { ACME } from '../../support/app.ts'
import { startServer } from '../../support/process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

type Rule = string | { target: string; changeOrigin: boolean }

const CREDENTIALS = { email: ACME, password: DEMO_PASSWORD }

const start = (env: Record<string, string> = {}) => startServer({ env: { DATABASE: ':memory:', ...env } })

/** Vite's development server. @param port 0 for any free one */
async function startVite(rule: Rule, port = 0): Promise<string> {
  const vite = await createViteServer({
    root: temporaryFolder(),
    configFile: false,
    logLevel: 'silent',
    server: { host: '127.0.0.1', port, strictPort: true, proxy: { '/api/v1': rule } },
  })
  onTestFinished(() => vite.close())
  await vite.listen()
  return vite.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? ''
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The numbers of all invoices, in pages of three, as a page behind the proxy reads them. */
async function readAll(baseUrl: string): Promise<string[]> {
  const api = createClient({ baseUrl, maxRetries: 0 })
  await api.login(CREDENTIALS)
  const numbers: string[] = []
  for await (const { number } of api.items('/api/v1/invoices', { params: { query: { per_page: 3 } } }))
    numbers.push(number)
  return numbers
}

describe('behind the proxy of Vite', () => {
  test('links lead past a proxy that is only a URL, and the client refuses them', async () => {
    const { origin } = await start()
    await expect(readAll(await startVite(origin))).rejects.toThrow('unusable links.next')
  })

  test('links lead through a proxy that keeps the Host', async () => {
    const { origin } = await start()
    expect(await readAll(await startVite({ target: origin, changeOrigin: false }))).toHaveLength(8)
  })

  test('links lead through the proxy if PUBLIC_URL is its address', async () => {
    const port = await freePort()
    const { origin } = await start({ PUBLIC_URL: `http://127.0.0.1:${port}` })
    expect(await readAll(await startVite(origin, port))).toHaveLength(8)
  })
})

describe('behind the rewrites of Next.js, which send the Host of the target and X-Forwarded headers', () => {
  const forwarded = (port: string) => ({ 'X-Forwarded-Host': `localhost:${port}`, 'X-Forwarded-Proto': 'http' })
  const PUBLIC_URL = 'http://localhost:3001'

  test.each([
    ['responds with 503', {}, 503],
    ['accepts them with TRUST_PROXY=on', { PUBLIC_URL, TRUST_PROXY: 'on' }, 200],
  ])('the server %s', async (_, env, status) => {
    const server = await start(env)
    const response = await server.call('/api/v1/auth/token', { json: CREDENTIALS, headers: forwarded('3001') })
    expect(response.status).toBe(status)
    if (status !== 200) return
    const { token } = (await response.json()) as { token: string }
    const list = await server.call('/api/v1/invoices?per_page=3', { token, headers: forwarded('3001') })
    const { links } = (await list.json()) as { links: { next: string } }
    expect(new URL(links.next).origin).toBe(PUBLIC_URL)
  })
})
