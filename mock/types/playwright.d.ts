import type { World } from './index.d.ts'

/** The parts of a Playwright Page or BrowserContext that are used. */
interface Routable {
  route(url: RegExp, handler: (route: Route) => Promise<void>): Promise<unknown>
}

interface Route {
  request(): {
    url(): string
    method(): string
    headers(): Record<string, string>
    postDataBuffer(): Uint8Array | null
  }
  fulfill(response: { status: number; headers: Record<string, string>; body: Buffer }): Promise<void>
  abort(reason?: string): Promise<void>
}

/** Answers all requests of a page or context to `/api/v1/…` and `/__mock/…` from the mock. */
export function routeTo(target: Routable, mock: Pick<World, 'fetch'>): Promise<void>
