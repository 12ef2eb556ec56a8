import type * as types from '../types/playwright.d.ts'

const ANSWERED = /^https?:\/\/[^/]+\/(api\/v1|__mock)(\/|$)/

export const routeTo: typeof types.routeTo = async (target, mock) => {
  await target.route(ANSWERED, async route => {
    const request = route.request()
    const body = request.postDataBuffer()
    try {
      const response = await mock.fetch(request.url(), {
        method: request.method(),
        headers: withoutPseudoHeaders(request.headers()),
        ...(body && { body: new Uint8Array(body) }),
      })
      await route.fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        // Playwright encodes the body with Buffer's toString.
        body: Buffer.from(await response.arrayBuffer()),
      })
    } catch {
      // A rehearsed failure of the connection.
      await route.abort('connectionreset')
    }
  })
}

/** Those of HTTP/2, such as `:authority`, are not valid names for fetch. */
const withoutPseudoHeaders = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':')))
