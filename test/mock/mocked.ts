import { readFileSync } from 'node:fs'
import { readContract } from '../../mock/contract.ts'
import { createMockOn, type Mock, type ServedContract } from '../../mock/mock.ts'
import { nodeEngine, seedOnNode } from '../../mock/node/engine.ts'
import { mockUsers } from '../../mock/world/seed.ts'
import { mockSettings } from '../../mock/world/world.ts'
import type { LogEntry } from '../../server/log.ts'

export const ORIGIN = 'http://127.0.0.1:4010'

const seed = await seedOnNode()
const yaml = readFileSync('openapi.yaml', 'utf8')

export interface Sent {
  method?: string
  token?: string | false
  world?: string
  prefer?: string
  json?: unknown
  signal?: AbortSignal
  headers?: Record<string, string>
}

// biome-ignore lint/suspicious/noExplicitAny: each test knows the body that it asked for.
type Body = any

/** The stateful mock in process, with the examples of the contract behind Prefer. */
export function startMock(contract?: Partial<ServedContract>, { anyPassword = false } = {}) {
  const logged: LogEntry[] = []
  const log = (entry: LogEntry) => logged.push(entry)
  const mock: Mock = createMockOn(
    nodeEngine,
    {
      seed,
      now: Date.parse('2026-11-22T12:00:00Z'),
      anyPassword,
      settings: mockSettings(1_000_000),
      yaml,
      json: () => '{}',
    },
    { ...readContract('openapi.yaml', log), ...contract },
    log,
  )

  async function call(
    path: string,
    { method, token = mockUsers[0]?.token, world, prefer, json, signal, headers }: Sent = {},
  ) {
    return mock.fetch(
      new Request(ORIGIN + path, {
        method: method ?? (json === undefined ? 'GET' : 'POST'),
        headers: {
          ...(token && { Authorization: `Bearer ${token}` }),
          ...(json !== undefined && { 'Content-Type': 'application/json' }),
          ...(world && { 'X-Mock-World': world }),
          ...(prefer && { Prefer: prefer }),
          ...headers,
        },
        ...(json !== undefined && { body: JSON.stringify(json) }),
        ...(signal && { signal }),
      }),
    )
  }

  async function read(path: string, sent?: Sent) {
    const response = await call(path, sent)
    const body: Body = JSON.parse(await response.text())
    return { status: response.status, headers: response.headers, body }
  }

  return { mock, call, read, logged }
}
