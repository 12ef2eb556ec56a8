import { type Bundle, bundle } from './bundle.ts'

export interface SizeLimit {
  name: string
  program: string
  /** Bytes. */
  minified: number
  /** Bytes; no limit where it is left out. */
  gzipped?: number
}

export const sizeLimits: readonly SizeLimit[] = [
  {
    name: 'all of it',
    program: `export { ApiError, createClient, fromMinorUnits, isApiError, toMinorUnits } from '@clustrix/client'`,
    minified: 10_500,
    gzipped: 4_700,
  },
  {
    name: 'without pages and money',
    program: `export { ApiError, createCoreClient, isApiError } from '@clustrix/client'`,
    minified: 9_100,
  },
]

export interface Weighed extends SizeLimit {
  bundle: Bundle
  isTooLarge: boolean
}

export async function weigh(limit: SizeLimit): Promise<Weighed> {
  const made = await bundle(limit.program)
  const isTooLarge = made.minified > limit.minified || made.gzipped > (limit.gzipped ?? Number.POSITIVE_INFINITY)
  return { ...limit, bundle: made, isTooLarge }
}
