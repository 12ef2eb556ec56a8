import type { Queries } from '../database/database.ts'
import { isDemo } from '../demo/seed.ts'
import { Refused } from '../domain/refused.ts'
import { loadSeller } from '../seller/load.ts'
import type { SellerVersion } from '../seller/read.ts'
import { sampleSeller } from '../seller/sample.ts'
import { currentSeller } from '../seller/store.ts'
import type { Terminal } from './terminal.ts'

export interface IssuingSeller extends SellerVersion {
  /** Where it comes from, for people. */
  source: string
}

/**
 * The seller of the invoices that are issued now: the file that SELLER names, else the one that `seller set` or a server's start
 * has stored, else the sample if the database has demo data. Throws Refused.
 */
export async function issuingSeller({ env }: Pick<Terminal, 'env'>, queries: Queries): Promise<IssuingSeller> {
  if (env.SELLER) return { ...loadSeller(env.SELLER), source: `SELLER=${env.SELLER}` }
  const stored = await currentSeller(queries)
  if (stored) return { ...stored, source: `stored at ${stored.created_at}` }
  if (await isDemo(queries)) return { ...sampleSeller(), source: 'the sample, for demo data' }
  throw new Refused('There is no seller; set SELLER to the path of its file, or run "clustrix seller set FILE"')
}
