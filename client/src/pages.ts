import { ApiError } from './api-error.ts'
import type { Call, Init } from './call.ts'
import type { CallInit, InitArgument, OperationAt, PathWith } from './client.ts'
import type { Success } from './result.ts'

/** A page as the contract's lists have it. */
interface Page {
  data: unknown[]
  links: { next: string | null }
  meta: { current_page: number }
}

type PageAt<Path> = Extract<Success<OperationAt<Path, 'get'>>['data'], Page>

/** The paths whose GET answers with pages. */
export type PagedPath = { [Path in PathWith<'get'>]: PageAt<Path> extends never ? never : Path }[PathWith<'get'>]

type ListInit<Path> = InitArgument<CallInit<OperationAt<Path, 'get'>>>

export interface Pages {
  /**
   * The rows of a list, page after page as they are asked for: `for await (const invoice of api.items('/api/v1/invoices'))`.
   * Throws an ApiError for what is no page, also when `links.next` leads to another origin or not onwards.
   */
  items<Path extends PagedPath>(path: Path, ...init: ListInit<Path>): AsyncGenerator<PageAt<Path>['data'][number], void>
  /** The same, a page at a time with its `meta` and `links`. */
  pages<Path extends PagedPath>(path: Path, ...init: ListInit<Path>): AsyncGenerator<PageAt<Path>, void>
}

/** Walks along `links.next`, which carries `max_id`: each row of the walk's start is seen exactly once while new rows arrive. */
export function createPages(call: Call, base: string) {
  async function* pages(path: string, init?: Init): AsyncGenerator<Page, void> {
    let last = 0
    let next: string | undefined
    do {
      const page = (await call(true, 'GET', path, init, next)).data as Page
      const { links, meta } = page
      const refuse = (what: string) =>
        new ApiError(`GET ${next ?? base + path} answered ${what}`, { status: 0, code: 'bad_answer' })
      // Or rows would be lost, or a server could keep a program walking for ever.
      if (next !== undefined && meta.current_page !== last + 1) throw refuse(`page ${meta.current_page} after ${last}`)
      last = meta.current_page
      yield page
      if (links.next !== null && originOf(links.next) !== originOf(base))
        throw refuse(`links.next of another origin: ${links.next}`)
      next = links.next ?? undefined
    } while (next)
  }
  async function* items(path: string, init?: Init): AsyncGenerator<unknown, void> {
    for await (const page of pages(path, init)) yield* page.data
  }
  return { pages, items }
}

function originOf(url: string): string | undefined {
  try {
    return new URL(url).origin
  } catch {
    return undefined
  }
}
