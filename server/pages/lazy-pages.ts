import type { Sha256 } from '../domain/hashes.ts'
import type { WebPages } from '../http/published.ts'
import type { PageBrand } from './docs/brand.ts'

/**
 * The pages of a contract, loaded and made at the first request for one of them, so that they cost nothing when the server starts.
 * @param json the contract as JSON text
 */
export function createLazyPages(json: string, sha256: Sha256, hasDemo: boolean, brand: PageBrand): WebPages {
  let loading: Promise<WebPages> | undefined
  const load = async () => {
    const { createPages } = await import('./pages.ts')
    return createPages(JSON.parse(json), sha256, hasDemo, brand)
  }
  const pages = () => {
    loading ??= load()
    return loading
  }
  return {
    page: async (path, origin) => (await pages()).page(path, origin),
    asset: async name => (await pages()).asset(name),
  }
}
