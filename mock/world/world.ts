import { type AppDependencies, createApp, type Fetch } from '../../server/app.ts'
import { createMemoryCounters } from '../../server/auth/memory-counters.ts'
import type { Database } from '../../server/database/database.ts'
import type { Sha256 } from '../../server/domain/hashes.ts'
import { ApiError } from '../../server/http/errors.ts'
import type { Log } from '../../server/log.ts'
import { createMockClock, type MockClock } from './clock.ts'
import { createMockPasswords } from './passwords.ts'
import { smallPdf } from './pdf.ts'

/** A database in memory whose whole contents can be read as bytes. */
export type MemoryDatabase = Database & { serialize(): Uint8Array }

/** What differs between Node.js and a browser. */
export interface Engine {
  sha256: Sha256
  random: AppDependencies['random']
  /** Of the invoices. */
  seller: AppDependencies['seller']
  /** A database that starts as a copy of another one. @param bytes the result of serialize() */
  openCopy(bytes: Uint8Array): Promise<MemoryDatabase>
}

export interface WorldOptions {
  /** The database that the world starts with and returns to at a reset. */
  seed: Uint8Array
  /** Unix milliseconds at which the clock starts. */
  now: number
  anyPassword: boolean
  settings: AppDependencies['settings']
  published: AppDependencies['published']
  log: Log
}

/** The settings of a mock. @param rateLimit requests and logins per minute */
export const mockSettings = (rateLimit: number): AppDependencies['settings'] => ({
  publicUrl: undefined,
  corsOrigins: 'any',
  checkResponses: true,
  rateLimit,
  loginRateLimit: rateLimit,
  loginAddressRateLimit: rateLimit,
  trustProxy: false,
})

/** A database and a clock of its own, with the server's own code on top. */
export interface World {
  fetch: Fetch
  clock: MockClock
  /** Operations of the contract that the server has no handler for. */
  missing: ReadonlySet<string>
  /** Goes back to the seed and the first time. */
  reset(): Promise<void>
  /** Replaces the database. Throws 422 for one that this version cannot use. @param bytes as returned by `bytes()` */
  load(bytes: Uint8Array): Promise<void>
  /** The whole database. */
  bytes(): Uint8Array
  close(): Promise<void>
}

export async function createWorld(engine: Engine, options: WorldOptions): Promise<World> {
  const { seed, now, anyPassword, settings, published, log } = options
  const clock = createMockClock(now)
  let database = await engine.openCopy(seed)
  let app = build()

  function build() {
    return createApp({
      database,
      clock,
      random: engine.random,
      sha256: engine.sha256,
      log,
      passwords: createMockPasswords(anyPassword),
      counters: createMemoryCounters(clock.monotonic),
      renderer: { render: async ({ number }) => smallPdf(number) },
      seller: engine.seller,
      settings,
      published,
      mayLackHandlers: true,
    })
  }

  let lastReplacement = Promise.resolve()

  /** One at a time, so that each closes the database of the one before. */
  function replace(bytes: Uint8Array): Promise<void> {
    const replacement = lastReplacement.then(() => replaceNow(bytes))
    lastReplacement = replacement.catch(() => {})
    return replacement
  }

  async function replaceNow(bytes: Uint8Array): Promise<void> {
    const old = database
    database = await openChecked(bytes)
    app = build()
    // Requests that are being handled finish on the old database first.
    await old.read(async () => {})
    await old.close()
  }

  async function openChecked(bytes: Uint8Array): Promise<MemoryDatabase> {
    if (bytes === seed) return engine.openCopy(seed)
    const isOurs = [APPLICATION_ID_OFFSET, USER_VERSION_OFFSET].every(at => numberAt(bytes, at) === numberAt(seed, at))
    if (!isOurs) throw refuse('The database of this state is not one of this version of the mock.')
    const copy = await engine.openCopy(bytes).catch(() => undefined)
    const result = await copy?.one<{ quick_check: string }>('PRAGMA quick_check(1)').catch(() => undefined)
    if (copy && result?.quick_check === 'ok') return copy
    await copy?.close()
    throw refuse('The database of this state is damaged.')
  }

  return {
    fetch: (request, connection) => app.fetch(request, connection),
    clock,
    missing: app.missing,
    async reset() {
      await replace(seed)
      clock.set(now)
    },
    load: replace,
    bytes: () => database.serialize(),
    close: () => database.close(),
  }
}

/** Of four bytes in the header of an SQLite file. https://www.sqlite.org/fileformat.html#the_database_header */
const USER_VERSION_OFFSET = 60
const APPLICATION_ID_OFFSET = 68

const numberAt = (bytes: Uint8Array, offset: number): number =>
  bytes.subarray(offset, offset + 4).reduce((number, byte) => number * 256 + byte, 0)

const refuse = (message: string) => new ApiError(422, 'validation_failed', message)
