import { hash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { createApp } from './app.ts'
import { createCounters } from './auth/create-counters.ts'
import { deleteEndedCounts } from './auth/database-counters.ts'
import { deleteEndedWindows } from './auth/login-limits.ts'
import { createPasswords, type Passwords } from './auth/passwords.ts'
import { type Database, DatabaseRefused, DatabaseUnavailable, type MigrationProgress } from './database/database.ts'
import { monitor } from './database/health.ts'
import { describeLocation, openDatabase } from './database/open.ts'
import { DEMO_PASSWORD, isDemo, isNew, seedDemo } from './demo/seed.ts'
import { clockFrom, systemClock } from './domain/clock.ts'
import type { Sha256 } from './domain/hashes.ts'
import { Refused } from './domain/refused.ts'
import { toIsoSeconds } from './domain/time.ts'
import { deleteExpiredKeys } from './idempotency/idempotency.ts'
import { createLog } from './log.ts'
import { createLazyPages } from './pages/lazy-pages.ts'
import { formOf, quickStartCommands } from './pages/quick-start.ts'
import { createRenderer } from './pdf/worker-renderer.ts'
import { startCleaning } from './process/cleaning.ts'
import { refuseForwarded } from './process/forwarded.ts'
import { joinLines } from './process/join-lines.ts'
import { createHttpServer, listen } from './process/serve.ts'
import { stop } from './process/stop.ts'
import { loadSeller } from './seller/load.ts'
import { sampleSeller } from './seller/sample.ts'
import { currentSeller } from './seller/store.ts'
import { storeCurrentSeller, useSeller } from './seller/use.ts'
import { isLoopback, loadSettings, type Settings, StartError, USAGE } from './settings.ts'

const SIGNAL_ECHO_MS = 500

const print = (text: string) => process.stdout.write(text)

// When the reader of the log exits (`npm start | head -1`), the server keeps running.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

const logCrash = createLog('error', print)
process.on('uncaughtException', error => {
  logCrash({ level: 'error', event: 'crash', error: error.stack ?? String(error) })
  process.exit(1)
})

try {
  const settings = loadSettings(process.env, process.argv.slice(2))
  if (settings) await start(settings)
  else console.log(USAGE)
} catch (error) {
  const isExpected =
    error instanceof StartError || error instanceof DatabaseRefused || error instanceof DatabaseUnavailable
  if (!isExpected) throw error
  console.error(error.message)
  process.exitCode = error instanceof StartError ? error.exitCode : 1
}

async function start(settings: Settings): Promise<void> {
  const { host, port } = settings
  const clock = settings.clock === undefined ? systemClock : clockFrom(settings.clock)
  const log = createLog(settings.logLevel, print, clock.now)
  const onCheck = () =>
    log({
      level: 'warn',
      event: 'database_check',
      error: 'Checking the whole database: the last stop was not clean, or another program uses or has changed it',
    })
  const givenSeller = settings.seller === undefined ? undefined : readSellerOf(settings.seller)
  let reportedAt = performance.now()
  const onMigration = (progress: MigrationProgress) => {
    if (performance.now() - reportedAt < 1000) return
    reportedAt = performance.now()
    log({ level: 'info', event: 'migrating', ...progress })
  }
  const { database, health } = monitor(await openDatabase(settings.database, { onCheck, onMigration }))
  const passwords = createPasswords()
  if (settings.demo && isLoopback(host)) await seedDemoIfNew(database, passwords)
  const hasDemo = await isDemo(database)
  if (hasDemo && (!isLoopback(host) || settings.production)) {
    await database.close()
    throw new StartError(
      `DATABASE=${await describeLocation(settings.database)}: contains demo data with public passwords, which is only served on a loopback HOST and outside production`,
    )
  }

  if (givenSeller) {
    const store = () => database.write(q => storeCurrentSeller(q, givenSeller, toIsoSeconds(clock.now())))
    await useSeller(database, givenSeller, store, changes => onMigration({ migration: 'seller', changes }))
  }
  const renderer = createRenderer({
    onIncomplete: invoice =>
      log({ level: 'warn', event: 'pdf_incomplete', invoice, error: 'No font has some of its characters' }),
  })
  const yaml = readFileSync(new URL('../openapi.yaml', import.meta.url), 'utf8')
  const json = JSON.stringify(parse(yaml))
  const sha256: Sha256 = data => hash('sha256', data)
  let stoppingSince: number | undefined
  const lines = joinLines(print)
  process.on('exit', lines.flush)
  const requestLog = createLog(settings.logLevel, lines.write, clock.now)
  const { seller } = givenSeller ?? (await currentSeller(database)) ?? sampleSeller()
  const app = createApp({
    database,
    clock,
    random: randomBytes,
    sha256,
    log: requestLog,
    passwords,
    counters: createCounters(database, clock, () => performance.now()),
    renderer,
    seller,
    settings,
    published: {
      yaml,
      json,
      pages: settings.pages ? createLazyPages(json, sha256, hasDemo, seller) : undefined,
      readiness: async () => (stoppingSince === undefined ? health() : 'stopping'),
    },
  })
  const isPublishable = !hasDemo || settings.trustProxy
  const httpServer = createHttpServer(isPublishable ? app.fetch : refuseForwarded(app.fetch, requestLog), requestLog)

  let stopCleaning = async () => {}
  const shutDown = async (signal: string) => {
    if (stoppingSince !== undefined) {
      // A second signal forces exit. npm forwards the Ctrl-C that the terminal already sent, so repeats within 500 ms are ignored.
      if (performance.now() - stoppingSince > SIGNAL_ECHO_MS) process.exit(1)
      return
    }
    stoppingSince = performance.now()
    log({ level: 'info', event: 'stopping', signal })
    await stop(httpServer)
    await stopCleaning()
    await renderer.close()
    await database.close()
    process.exit(0)
  }
  process.on('SIGTERM', shutDown)
  process.on('SIGINT', shutDown)

  const listening = await listen(httpServer.server, port, host).catch(async (error: NodeJS.ErrnoException) => {
    await database.close()
    throw new StartError(describeListenError(error, settings))
  })
  stopCleaning = startCleaning({
    database,
    clock,
    cleanups: [deleteExpiredKeys, deleteEndedWindows, ...(database.isShared ? [deleteEndedCounts] : [])],
    onError: error => log({ level: 'warn', event: 'cleaning', error: describe(error) }),
  })
  const origin = `http://${host.includes(':') ? `[${host}]` : host}:${listening}`
  if (settings.production) log({ level: 'info', event: 'listening', origin })
  else print(hasDemo ? quickStart(origin) : `Serving on ${origin}\n`)
}

const describe = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error))

/** One line for each fault. */
function readSellerOf(file: string) {
  try {
    return loadSeller(file)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    throw new StartError(error.problems.map(({ at, message }) => `SELLER=${at}: ${message}`).join('\n'))
  }
}

/** When two processes start on the same new file, the slower one finds it seeded and ignores its error. */
async function seedDemoIfNew(database: Database, { hash }: Passwords): Promise<void> {
  if (!(await isNew(database))) return
  await seedDemo(database, { passwordHash: hash }).catch(async error => {
    if (await isNew(database)) throw error
  })
}

function describeListenError({ code }: NodeJS.ErrnoException, { host, port }: Settings): string {
  if (code === 'EADDRINUSE') return `PORT=${port}: already in use on ${host}; choose another port`
  if (code === 'EACCES') return `PORT=${port}: this user may not listen on it; choose a port above 1023`
  return `HOST=${host}: cannot listen on this address (${code})`
}

/** The demo user's login and first request, to paste. */
function quickStart(origin: string): string {
  const login = formOf({ email: 'you@company.com', password: DEMO_PASSWORD, name: 'My laptop' })
  return `
Serving demo data on ${origin}. Paste these two lines into another terminal:

${quickStartCommands(origin, login).join('\n')}

`
}
