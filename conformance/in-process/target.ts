import { readFileSync } from 'node:fs'
import { parseDocument } from '../../openapi/read.ts'
import { type AppDependencies, createApp } from '../../server/app.ts'
import { createCounters } from '../../server/auth/create-counters.ts'
import type { Database } from '../../server/database/database.ts'
import type { Driver } from '../../server/database/sqlite/driver.ts'
import { createLazyPages } from '../../server/pages/lazy-pages.ts'
import { sampleSeller } from '../../server/seller/sample.ts'
import { DEFAULT_ORIGIN } from '../exchange/conversation.ts'
import type { Account, Target } from '../target.ts'
import { faultyDatabase } from './faulty-database.ts'
import { cheapPasswords, cheapRenderer, seededRandom, sha256 } from './parts.ts'
import { openRestorable, type Restorable } from './restorable.ts'
import type { Fetch, ServerMutant } from './server-mutant.ts'
import { createTestData, NOON } from './test-data/test-data.ts'
import { accounts } from './test-data/users.ts'

/** High enough that no case reaches it. */
const UNLIMITED = 1_000_000

let testData: Promise<Uint8Array> | undefined

/** The app of this repository on its own test data, optionally as a mutant or on another build of SQLite. The same requests always get the same responses. */
export async function createInProcess(
  mutant: ServerMutant = { name: '' },
  openCopy?: (bytes: Uint8Array) => Driver,
): Promise<Target> {
  testData ??= createTestData()
  return createOn(openRestorable(await testData, openCopy), mutant)
}

/** The app on a database with the test data. */
export function createOn(restorable: Restorable, mutant: ServerMutant = { name: '' }): Target {
  const faulty = faultyDatabase()
  const time = { now: NOON }
  let limit = UNLIMITED
  /** Replaced at each reset. */
  let fresh = freshState(restorable.database, time)
  /** Kept over resets, because creating it takes as long as many requests. */
  let app: { fetch: Fetch } | undefined
  let serve: Fetch | undefined

  function startApp(): { fetch: Fetch } {
    const { database } = restorable
    const deps = depsOf(faulty.wrap(mutant.database?.(database) ?? database), () => time.now, limit, {
      random: size => fresh.random(size),
      counters: {
        countRequest: (...given) => fresh.counters.countRequest(...given),
        countInvalidToken: (...given) => fresh.counters.countInvalidToken(...given),
      },
    })
    return createApp({ ...deps, ...mutant.deps?.(deps) })
  }

  function start(): Fetch {
    const { database } = restorable
    app ??= startApp()
    const { fetch: plain } = app
    const tokens = new Map<number, Promise<string>>()
    const tokenOf = (index: number) => {
      const token = tokens.get(index) ?? login(plain, accounts[index])
      tokens.set(index, token)
      return token
    }
    return mutant.fetch?.(plain, { tokenOf, database }) ?? plain
  }

  return {
    name: `app in process${mutant.name && ` that ${mutant.name}`}`,
    accounts,
    origin: DEFAULT_ORIGIN,
    fetch(request) {
      serve ??= start()
      return serve(request)
    },
    async reset() {
      // A mutant's parts may have state of their own, and so has the app after a fault.
      if (mutant.deps || faulty.state.fault || limit !== UNLIMITED) app = undefined
      await restorable.restore()
      faulty.state.fault = undefined
      time.now = NOON
      limit = UNLIMITED
      fresh = freshState(restorable.database, time)
      serve = undefined
    },
    fault(kind) {
      if (kind !== 'limited') {
        faulty.state.fault = kind
        return
      }
      limit = 1
      app = undefined
      serve = undefined
    },
    clock(iso) {
      time.now = Date.parse(iso)
    },
    now: () => time.now,
    stored: restorable.stored,
    exclusions,
  }
}

function freshState(database: Database, time: { now: number }) {
  const now = () => time.now
  return { random: seededRandom(), counters: createCounters(database, { now }, now) }
}

function depsOf(
  database: AppDependencies['database'],
  now: () => number,
  limit: number,
  fresh: Pick<AppDependencies, 'random' | 'counters'>,
): AppDependencies {
  return {
    ...fresh,
    database,
    clock: { now },
    sha256,
    log: () => {},
    passwords: cheapPasswords,
    renderer: cheapRenderer,
    seller: sampleSeller().seller,
    published,
    settings: {
      publicUrl: undefined,
      corsOrigins: 'loopback',
      // Undeclared responses must reach the suite instead of being replaced by a 500.
      checkResponses: false,
      rateLimit: limit,
      loginRateLimit: limit,
      loginAddressRateLimit: UNLIMITED,
      trustProxy: false,
    },
  }
}

const exclusions = {
  '#/components/schemas/ErrorCode enum "malformed_request"':
    'only returned for malformed HTTP, which a fetch Request cannot be',
}

const yaml = readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8')
const json = JSON.stringify(parseDocument('openapi.yaml', yaml).root)
const published: AppDependencies['published'] = {
  yaml,
  json,
  pages: createLazyPages(json, sha256, false, sampleSeller().seller),
  readiness: async () => 'ok',
}

const loginRequest = (account: Account) =>
  new Request(`${DEFAULT_ORIGIN}/api/v1/auth/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(account),
  })

async function login(fetch: Fetch, account: Account | undefined): Promise<string> {
  if (!account) throw new RangeError('No such account')
  const response = await fetch(loginRequest(account))
  return ((await response.json()) as { token: string }).token
}
