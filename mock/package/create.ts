import type { Fetch } from '../../server/app.ts'
import { fromBase64, readTime, toBase64 } from '../control/bodies.ts'
import { createMockOn, SERVER_CONTRACT } from '../mock.ts'
import { createOperationFinder } from '../operations.ts'
import type { Mock, MockOptions, World } from '../types/index.d.ts'
import { DEMO_NOON } from '../world/clock.ts'
import { type Engine, mockSettings } from '../world/world.ts'
import { DEFAULT_WORLD } from '../world/worlds.ts'
import { data } from './data.ts'
import { createExamples } from './examples.ts'

export async function createMockWith(engine: Engine, options: MockOptions = {}): Promise<Mock> {
  const { rateLimit = 1_000_000, anyPassword = false, seed } = options
  let examples: Fetch | undefined
  const loadExamples = async () => {
    examples ??= createExamples(data.contract, createOperationFinder(SERVER_CONTRACT.operations))
    return examples
  }
  const mock = createMockOn(
    engine,
    {
      seed: fromBase64(seed?.database ?? data.seed),
      now: readTime(options.now ?? seed?.now ?? DEMO_NOON),
      anyPassword,
      settings: { ...mockSettings(rateLimit), checkResponses: false },
      yaml: data.contract,
      json: () => data.contract,
    },
    { ...SERVER_CONTRACT, examples: loadExamples },
    () => {},
  )

  function world(name: string): World {
    const control = async (path: string, method: string, body?: unknown) => {
      const response = await mock.fetch(
        new Request(`http://mock/__mock/${path}`, {
          method,
          headers: { 'X-Mock-World': name },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
      )
      const json = await response.json()
      if (!response.ok) throw new Error((json as { message: string }).message)
      return json
    }
    const moveClock = async (body: object) => ((await control('clock', 'POST', body)) as { now: string }).now
    return {
      async fetch(input, init) {
        const request = new Request(absolute(input), init)
        if (!request.headers.has('X-Mock-World')) request.headers.set('X-Mock-World', name)
        return mock.fetch(request)
      },
      reset: async () => void (await control('reset', 'POST')),
      advance: time => moveClock({ advance: time }),
      setTime: time => moveClock({ set: time }),
      state: async () => {
        const { clock, bytes } = await mock.world(name)
        return { now: new Date(clock.now()).toISOString(), database: toBase64(bytes()) }
      },
      load: async state => void (await control('state', 'PUT', state)),
      script: async rules => void (await control('script', 'PUT', rules)),
      requests: async () => mock.requests(name),
    }
  }
  return { ...world(DEFAULT_WORLD), users: data.users, world, close: mock.close }
}

/** Paths are allowed too, as in a page. */
const absolute = (input: Request | URL | string) =>
  typeof input === 'string' && input.startsWith('/') ? `http://mock${input}` : input
