import { createPages } from '../../server/pages/pages.ts'
import { sampleSeller } from '../../server/seller/sample.ts'
import { contract } from './app.ts'
import { sha256 } from './sha256.ts'

/** The pages of openapi.yaml, for a server without demo data. */
export const webPages = createPages(contract, sha256, false, sampleSeller().seller)

export const pages = webPages.page
