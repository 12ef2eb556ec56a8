import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { buildMock } from '../../../mock/node/build.ts'
import { mockUsers } from '../../../mock/world/seed.ts'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { openPage } from '../../support/browser.ts'
import { startMock, startServer } from '../../support/process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { serveFiles } from './files.ts'

const WORKER = `import { serveFromWorker } from './worker.js'
serveFromWorker()`

const PAGE = `<!doctype html><title>Portal</title><script type="module" src="page.js"></script>`

/** A front end for the API of its own origin, which the worker answers, or for another one. */
const SCRIPT = `
const api = new URLSearchParams(location.search).get('api') ?? ''
if (api === '') {
  await navigator.serviceWorker.register('sw.js', { type: 'module' })
  await navigator.serviceWorker.ready
  if (!navigator.serviceWorker.controller)
    await new Promise(done => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }))
}
globalThis.call = async (path, json, method = json ? 'POST' : 'GET') => {
  const token = sessionStorage.getItem('token')
  const headers = { ...(token && { Authorization: 'Bearer ' + token }), ...(json && { 'Content-Type': 'application/json' }) }
  const response = await fetch(api + path, { method, headers, body: json && JSON.stringify(json) })
  const isJson = response.headers.get('content-type') === 'application/json'
  return { status: response.status, body: isJson ? await response.json() : await response.text() }
}
globalThis.isReady = true
`

/** Opens the page and does what a customer would. @param api origin of the API; empty for the page's own */
async function usePage(folder: string, { api = '', movesClock = true } = {}) {
  const files = { '/': PAGE, '/page.js': SCRIPT, '/sw.js': WORKER }
  const { origin, close } = await serveFiles(folder, files, api)
  onTestFinished(close)
  const page = await openPage(api === '' ? `${origin}/` : `${origin}/?api=${api}`)
  const call = (...parameters: unknown[]) =>
    page.evaluate(`call(${parameters.map(value => JSON.stringify(value)).join(', ')})`) as Promise<{
      status: number
      body: never
    }>
  /** The evaluation ends with the page that it was started in. */
  const ready = async (): Promise<void> => {
    while (!(await page.evaluate('globalThis.isReady === true').catch(() => false))) await setTimeout(20)
  }
  const reload = async () => {
    await page.evaluate('void setTimeout(() => location.reload(), 0), delete globalThis.isReady')
    await ready()
  }
  await ready()

  await page.evaluate(`call('/api/v1/auth/token', { email: 'you@company.com', password: '${DEMO_PASSWORD}' })
    .then(({ body }) => sessionStorage.setItem('token', body.token))`)
  expect(await call('/api/v1/tickets', { subject: 'Disk full', body: 'On web-3.' })).toMatchObject({ status: 201 })
  const first = { status: 200, body: { data: [{ subject: 'Disk full' }] } }
  expect(await call('/api/v1/tickets?per_page=1')).toMatchObject(first)
  await reload()
  expect(await call('/api/v1/tickets?per_page=1')).toMatchObject(first)

  expect(await call('/api/v1/invoices/112/pdf')).toEqual({ status: 200, body: expect.stringMatching(/^%PDF-/) })
  const pause = await call('/api/v1/subscriptions/31/pause', { resume_at: '2026-12-24' })
  expect(pause).toMatchObject({ status: 200, body: { data: { status: 'paused' } } })
  if (movesClock) {
    expect(await call('/__mock/clock', { advance: '60d' })).toMatchObject({ status: 200 })
    await reload()
    const { body } = await call('/api/v1/subscriptions')
    const { data } = body as { data: { id: number; status: string }[] }
    expect(data.find(({ id }) => id === 31)?.status).not.toBe('paused')
  }
  return { page, call, reload }
}

test('a page works with the mock in its service worker, also after a reload', async () => {
  const folder = temporaryFolder()
  await buildMock(folder)
  const { page, call, reload } = await usePage(folder)

  // A state that this version cannot use, such as one of an earlier version, is replaced by the demo data.
  await page.evaluate(`new Promise(done => {
    const opening = indexedDB.open('clustrix-mock', 1)
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('state', 'readwrite')
      transaction.objectStore('state').put({ now: '2026-11-22T12:00:00Z', database: 'AAAA' }, 'default')
      transaction.oncomplete = done
    }
  }).then(() => navigator.serviceWorker.getRegistration()).then(registration => registration.unregister())`)
  await reload()
  await page.evaluate(`sessionStorage.setItem('token', '${mockUsers[0]?.token}')`)
  expect(await call('/api/v1/tickets?per_page=1')).toMatchObject({
    status: 200,
    body: { data: [{ subject: 'Backups missing since Friday' }] },
  })

  expect(page.errors()).toEqual([])
  expect(page.blocked()).toEqual([])
  const origin = await page.evaluate('location.origin')
  expect(page.requests().filter(url => !url.startsWith(String(origin)))).toEqual([])
}, 120_000)

test('the same page works with the mock on another origin', async () => {
  const { page } = await usePage(temporaryFolder(), { api: await startMock() })
  expect(page.errors()).toEqual([])
}, 120_000)

test('the same page works with the server on another origin, which cannot move its clock', async () => {
  const env = { DATABASE: ':memory:', CLOCK: '2026-11-22T12:00:00Z' }
  const { origin } = await startServer({ env })
  const { page } = await usePage(temporaryFolder(), { api: origin, movesClock: false })
  expect(page.errors()).toEqual([])
}, 120_000)
