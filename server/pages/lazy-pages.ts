import type { Sha256 } from '../domain/hashes.ts'
import type { WebPages } from '../http/published.ts'

/**
 * The pages of a contract, loaded and made at the first request for one of them, so that they cost nothing when the server starts.
 * @param json the contract as JSON text
 */
export function createLazyPages(json: string, sha256: Sha256, hasDemo: boolean): WebPages {
  let loaded: Promise<WebPages> | undefined
  const load = async () => {
    const { createPages } = await import('./pages.ts')
    return createPages(JSON.parse(json), sha256, hasDemo)
  }
  return async (path, origin) => {
    loaded ??= load()
    return (await loaded)(path, origin)
  }
}
