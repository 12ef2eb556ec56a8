import type { ServerMutant } from '../../../in-process/server-mutant.ts'
import type { OperationId } from './operations.ts'
import { bodies, on } from './responses.ts'
import type { Row } from './values.ts'

interface Page {
  data: Row[]
  links: Record<'first' | 'last' | 'prev' | 'next', string | null>
  meta: Record<'current_page' | 'from' | 'last_page' | 'per_page' | 'to' | 'total', number>
}

/** Changes the pages of lists. */
export const pages = (
  name: string,
  lists: OperationId | readonly OperationId[],
  change: (page: Page) => void,
): ServerMutant =>
  bodies(name, on(lists), body => {
    change(body as Page)
    return body
  })

/** Changes every link of a page. */
export const links = (
  name: string,
  lists: OperationId | readonly OperationId[],
  change: (url: string) => string,
): ServerMutant =>
  pages(name, lists, page => {
    for (const name of ['first', 'last', 'prev', 'next'] as const) {
      const url = page.links[name]
      if (url !== null) page.links[name] = change(url)
    }
  })
