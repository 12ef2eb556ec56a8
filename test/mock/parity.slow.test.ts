import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import sqlite3InitModule from '@sqlite.org/sqlite-wasm'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { faultyDatabase } from '../../conformance/in-process/faulty-database.ts'
import { cheapPasswords, seededRandom } from '../../conformance/in-process/parts.ts'
import { createInProcess } from '../../conformance/in-process/target.ts'
import { createTestData, NOON } from '../../conformance/in-process/test-data/test-data.ts'
import { accounts } from '../../conformance/in-process/test-data/users.ts'
import { runConformance } from '../../conformance/run.ts'
import type { Target } from '../../conformance/target.ts'
import { openNodeSqlite } from '../../mock/engine/node-driver.ts'
import { openWasm } from '../../mock/engine/wasm-driver.ts'
import { createMockOn, type Mock, SERVER_CONTRACT } from '../../mock/mock.ts'
import { nodeEngine } from '../../mock/node/engine.ts'
import { wasmEngine } from '../../mock/package/wasm.ts'
import { createMockPasswords } from '../../mock/world/passwords.ts'
import { loadDocument } from '../../openapi/read.ts'
import { openCopy } from '../../server/database/sqlite/node.ts'
import { mock, record, server, withoutDrawing } from './conversation/record.ts'
import { conversation, limitedConversation } from './conversation/steps.ts'

const contract = loadDocument('openapi.yaml')
const TIMEOUT = { timeout: 600_000 }

async function check(target: Target) {
  const { violations, verdict, cells, counts } = await runConformance({ contract, target })
  expect(violations).toEqual([])
  expect(verdict).toBe('passed')
  const unseen = cells.filter(({ seen, exclusion }) => seen === 0 && exclusion === undefined)
  expect(unseen.map(({ name }) => name)).toEqual([])
  expect(counts.scenarios).toBeGreaterThan(40)
}

describe('the complete conformance suite passes', () => {
  test('on WebAssembly', TIMEOUT, async () => {
    const sqlite3 = await sqlite3InitModule()
    await check(await createInProcess(undefined, bytes => openWasm(sqlite3, bytes)))
  })

  test('on the SQLite of Node.js', TIMEOUT, async () => {
    await check(await createInProcess(undefined, bytes => openNodeSqlite(DatabaseSync, bytes)))
  })

  test('on the mock', TIMEOUT, async () => {
    // The suite expects time to stand still between its steps.
    vi.useFakeTimers({ toFake: ['Date', 'performance'] })
    onTestFinished(() => void vi.useRealTimers())
    await check(await createMockTarget())
  })
})

test('the conversation is the same on WebAssembly as with the server, but for the drawing of the PDF', async () => {
  const wasm = readFileSync('node_modules/@sqlite.org/sqlite-wasm/dist/sqlite3.wasm')
  const engine = await wasmEngine(wasm, nodeEngine.seller)
  const served = await record(server(60), conversation)
  expect((await record(mock(60, engine), conversation)).map(withoutDrawing)).toEqual(served.map(withoutDrawing))
  expect(await record(mock(1, engine), limitedConversation)).toEqual(await record(server(1), limitedConversation))
})

/** The mock on the data of the suite. */
async function createMockTarget(): Promise<Target> {
  const bytes = await withMockPasswords(await createTestData())
  const faulty = faultyDatabase()
  let random = seededRandom()
  const engine = {
    ...nodeEngine,
    random: (size: number) => random(size),
    async openCopy(seed: Uint8Array) {
      const database = openCopy(seed)
      return Object.assign(faulty.wrap(database), { serialize: () => database.serialize() })
    },
  }
  const create = (rateLimit: number) =>
    createMockOn(
      engine,
      {
        seed: bytes,
        now: NOON,
        anyPassword: false,
        settings: {
          publicUrl: undefined,
          // The mock allows every origin by default; the suite proves that a server does not.
          corsOrigins: 'loopback',
          checkResponses: false,
          rateLimit,
          loginRateLimit: rateLimit,
          loginAddressRateLimit: 1_000_000,
          trustProxy: false,
        },
        yaml: readFileSync('openapi.yaml', 'utf8'),
        json: () => JSON.stringify(contract.root),
      },
      SERVER_CONTRACT,
      () => {},
    )
  const unlimited = create(1_000_000)
  let mock: Mock = unlimited
  let clock = (await mock.world()).clock
  return {
    name: 'mock',
    accounts,
    origin: 'http://127.0.0.1:4010',
    fetch: request => mock.fetch(request),
    async reset() {
      faulty.state.fault = undefined
      random = seededRandom()
      mock = unlimited
      const world = await mock.world()
      clock = world.clock
      await world.reset()
    },
    async fault(kind) {
      if (kind !== 'limited') {
        faulty.state.fault = kind
        return
      }
      mock = create(1)
      clock = (await mock.world()).clock
    },
    clock: iso => clock.set(Date.parse(iso)),
    now: () => clock.now(),
    exclusions: {
      '#/components/schemas/ErrorCode enum "malformed_request"':
        'only returned for malformed HTTP, which a fetch Request cannot be',
    },
  }
}

/** The mock compares passwords without hashing them. */
async function withMockPasswords(bytes: Uint8Array): Promise<Uint8Array> {
  const database = openCopy(bytes)
  for (const password of new Set(accounts.map(account => account.password))) {
    const [from, to] = await Promise.all([cheapPasswords, createMockPasswords(false)].map(({ hash }) => hash(password)))
    await database.run('UPDATE users SET password_hash = :to WHERE password_hash = :from', {
      from: from ?? '',
      to: to ?? '',
    })
  }
  return database.serialize()
}
