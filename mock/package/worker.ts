import type * as types from '../types/worker.d.ts'
import { createMock } from './index.ts'
import { openStorage } from './storage.ts'

/** The parts of ServiceWorkerGlobalScope that are used; its types exclude those of pages. */
interface Worker {
  location: { origin: string }
  clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void
}

interface Extendable {
  waitUntil(work: Promise<unknown>): void
}

interface Fetching extends Extendable {
  request: Request
  respondWith(response: Promise<Response>): void
}

const ANSWERED = /^\/(api\/v1|__mock)(\/|$)/

export const serveFromWorker: typeof types.serveFromWorker = ({ storage: name = 'clustrix-mock', ...options } = {}) => {
  const worker = globalThis as unknown as Worker
  const storage = openStorage(name)
  const started = (async () => {
    const mock = await createMock(options)
    const state = await storage.read()
    // A state that an earlier version of the package stored may be of no use.
    if (state) await mock.load(state).catch(() => {})
    return mock
  })()
  worker.addEventListener('install', event => event.waitUntil(Promise.all([started, worker.skipWaiting()])))
  // Pages that are open already are answered too.
  worker.addEventListener('activate', event => event.waitUntil(worker.clients.claim()))
  worker.addEventListener('fetch', event => {
    const { origin, pathname } = new URL(event.request.url)
    if (origin !== worker.location.origin || !ANSWERED.test(pathname)) return
    event.respondWith(respond(event.request))
  })

  /** The state is stored before the response, so that a page that reads it sees it after a reload too. */
  async function respond(request: Request): Promise<Response> {
    const mock = await started
    const response = await mock.fetch(request)
    if (request.method !== 'GET' && request.method !== 'HEAD') await storage.write(await mock.state())
    return response
  }
}
