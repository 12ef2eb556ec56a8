import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { bundle } from '../../../bench/bundle.ts'
import { mockUsers } from '../../../mock/world/seed.ts'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { openPage } from '../../support/browser.ts'
import { startMock } from '../../support/process.ts'

/** A page of another origin with the client as a bundler makes it. */
async function servePage(): Promise<string> {
  const { text } = await bundle(`import * as client from '@clustrix/client'; globalThis.client = client`)
  const server = createServer((request, response) => {
    const isScript = request.url === '/client.js'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    response.end(
      isScript ? text : '<!doctype html><title>Portal</title><script type="module" src="client.js"></script>',
    )
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

test('the client works in a browser, against the mock, from another origin', async () => {
  const baseUrl = await startMock()
  const page = await openPage(await servePage())
  await page.until('globalThis.client')
  const run = (body: string) =>
    page.evaluate(`(async () => {
      const { createClient, isApiError } = client
      const api = createClient({ baseUrl: '${baseUrl}', token: '${mockUsers[0]?.token}' })
      ${body}
    })()`)

  expect(
    await run(`
      const fresh = createClient({ baseUrl: '${baseUrl}' })
      const { token } = await fresh.login({ email: 'you@company.com', password: '${DEMO_PASSWORD}' })
      const { data } = await fresh.orThrow.GET('/api/v1/me')
      return [/^\\d+\\|/.test(token), data.data.email]`),
  ).toEqual([true, 'you@company.com'])
  expect(
    await run(`
      const { status, data, headers } = await api.GET('/api/v1/invoices', { params: { query: { status: 'overdue' } } })
      return [status, Array.isArray(data.data), headers['X-RateLimit-Limit'], typeof headers['X-Request-Id']]`),
  ).toEqual([200, true, 1_000_000, 'string'])
  expect(
    await run(`
      const { status, data, fileName, headers } = await api.GET('/api/v1/invoices/{id}/pdf', { params: { path: { id: 106 } } })
      return [status, data instanceof Blob, data.type, (await data.text()).slice(0, 5), fileName, typeof headers.ETag]`),
  ).toEqual([200, true, 'application/pdf', '%PDF-', 'INV-2026-0006.pdf', 'string'])
  expect(
    await run(`
      const { status, data, headers } = await api.POST('/api/v1/tickets', { body: { subject: 'Disk full', body: 'On web-3.' } })
      return [status, typeof data.data.id, typeof headers.Location]`),
  ).toEqual([201, 'number', 'string'])
  expect(
    await run(`
      try { await api.orThrow.GET('/api/v1/invoices/{id}', { params: { path: { id: 102 } }, headers: { Prefer: 'code=403' } }) }
      catch (error) { return [isApiError(error, 'forbidden'), error.status] }`),
  ).toEqual([true, 403])
  expect(
    await run(`
      const unreachable = createClient({ baseUrl: 'http://127.0.0.1:1', maxRetries: 0 })
      try { await unreachable.GET('/api/v1/me') } catch (error) { return [error.status, error.code] }`),
  ).toEqual([0, 'network'])
  expect(page.errors()).toEqual([])
}, 120_000)
