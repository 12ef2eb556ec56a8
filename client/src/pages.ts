import { ApiError } from './api-error.ts'
import type { Call } from './call.ts'
import type { Init } from './request.ts'
import type { Page } from './types.ts'

/** Follows `links.next`, which contains `max_id`, so that rows created meanwhile cause no gaps or repetitions. */
export function createPages(call: Call, base: string) {
  async function* pages(path: string, init?: Init): AsyncGenerator<Page, void> {
    let lastPage = 0
    let next: string | undefined
    do {
      const page = (await call(true, 'GET', path, init, next)).data as Page
      const { links, meta } = page
      // Does not quote the page, which may contain secrets.
      const refuse = (what: string) =>
        new ApiError(`GET ${base}${path} returned ${what}`, { status: 0, code: 'bad_response' })
      // A skipped page would lose rows, and a repeated one could keep a program walking forever.
      if (next !== undefined && meta.current_page !== lastPage + 1) throw refuse('a page out of order')
      lastPage = meta.current_page
      yield page
      if (links.next !== null && originOf(links.next) !== originOf(base)) throw refuse('an unusable links.next')
      next = links.next ?? undefined
    } while (next)
  }
  async function* items(path: string, init?: Init): AsyncGenerator<unknown, void> {
    for await (const page of pages(path, init)) yield* page.data
  }
  return { pages, items }
}

/** Undefined for a URL with a user name or password, which fetch does not accept. */
function originOf(url: string): string | undefined {
  try {
    const { origin, username, password } = new URL(url)
    return username + password ? undefined : origin
  } catch {
    return undefined
  }
}
