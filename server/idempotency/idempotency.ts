import type { Database, Queries } from '../database/database.ts'
import type { Sha256 } from '../domain/hashes.ts'
import { toIsoSeconds } from '../domain/time.ts'
import { idempotencyKeyReused } from '../http/errors.ts'
import type { OutgoingResponse } from '../http/respond.ts'
import {
  claimKey,
  deleteExpired,
  findResponse,
  type KeyedRequest,
  type StoredResponse,
  storeResponse,
} from './store.ts'

/** Milliseconds for which a response is kept: 24 hours. */
export const KEPT_FOR = 24 * 60 * 60 * 1000

/** Keys that were used at this time or earlier have expired. @param now Unix milliseconds */
const expiredAt = (now: number) => toIsoSeconds(now - KEPT_FOR)

/** Deletes expired keys with their responses. @param now Unix milliseconds */
export const deleteExpiredKeys = (queries: Queries, now: number, limit: number): Promise<number> =>
  deleteExpired(queries, expiredAt(now), limit)

/** Tells two requests with the same key apart: SHA-256 of the media type and the raw body. */
export function fingerprintOf(sha256: Sha256, mediaType: string, body: Uint8Array): string {
  const type = new TextEncoder().encode(`${mediaType}\n`)
  const bytes = new Uint8Array(type.length + body.length)
  bytes.set(type)
  bytes.set(body, type.length)
  return sha256(bytes)
}

/**
 * Claims the key in the transaction that does the work: a second request waits for it, then finds the response.
 * @returns the stored response, or undefined if the work is still to be done. Throws 422 if another request used the key.
 */
export async function claim(
  queries: Queries,
  request: KeyedRequest,
  fingerprint: string,
  now: number,
): Promise<StoredResponse | undefined> {
  if (await claimKey(queries, request, { fingerprint, now: toIsoSeconds(now), expired: expiredAt(now) }))
    return undefined
  const stored = await findResponse(queries, request)
  if (stored?.fingerprint !== fingerprint) throw idempotencyKeyReused()
  return stored
}

/**
 * Responds to a request with an Idempotency-Key in one transaction with its work. Only success is stored: any other response
 * rolls everything back, and the key can be used again.
 * @param find returns the stored response, as claim() does
 */
export function respondOnce(
  database: Database,
  request: KeyedRequest,
  find: (queries: Queries) => Promise<StoredResponse | undefined>,
  respond: (queries: Queries) => Promise<OutgoingResponse>,
): Promise<OutgoingResponse> {
  const work = async (queries: Queries) => {
    const stored = await find(queries)
    if (stored) return replay(stored)
    const response = await respond(queries)
    const { status, body, headers } = response
    if (status >= 300) throw new UnstoredResponse(response)
    await storeResponse(queries, request, { status, body: body as string, location: headers?.Location ?? null })
    return response
  }
  return database.write(work).catch(error => {
    if (error instanceof UnstoredResponse) return error.response
    throw error
  })
}

/** Rolls the transaction back and carries the response out of it. */
class UnstoredResponse extends Error {
  readonly response: OutgoingResponse
  constructor(response: OutgoingResponse) {
    super('Only successful responses are stored')
    this.response = response
  }
}

const replay = ({ status, body, location }: StoredResponse): OutgoingResponse => ({
  status,
  body,
  headers: { 'Idempotent-Replayed': 'true', ...(location && { Location: location }) },
})
