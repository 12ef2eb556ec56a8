import { ApiError } from '../../server/http/errors.ts'
import { createScript, type Script } from '../trouble/script.ts'
import type { ScriptRule } from '../types/index.d.ts'
import { createWorld, type Engine, type World, type WorldOptions } from './world.ts'

/** A world with its script of failures. */
export interface NamedWorld extends World {
  name: string
  script: Script
  setScript(rules: readonly ScriptRule[]): void
}

/** About 350 kB each. */
const MAX_WORLDS = 500

export interface Worlds {
  /** Creates a world at its first use. Throws 422 for an invalid name or too many worlds. */
  get(name: string): Promise<NamedWorld>
  names(): string[]
  has(name: string): boolean
  /** Removes a world; the next request to it starts a new one. */
  remove(name: string): Promise<void>
  close(): Promise<void>
}

/** The world of requests that name none. */
export const DEFAULT_WORLD = 'default'

/** The world that a request names, by a header `X-Mock-World`, or by a cookie `mock-world` for pages that cannot set a header. */
export function worldOf({ headers }: Request): string {
  const [, cookie] = /(?:^|;\s*)mock-world=([^;]+)/.exec(headers.get('cookie') ?? '') ?? []
  return headers.get('x-mock-world') ?? cookie ?? DEFAULT_WORLD
}

/** Worlds by name, which do not see each other. */
export function createWorlds(engine: Engine, options: WorldOptions): Worlds {
  const worlds = new Map<string, Promise<NamedWorld>>()

  async function create(name: string): Promise<NamedWorld> {
    const world = await createWorld(engine, options)
    let script = createScript([])
    return {
      ...world,
      name,
      get script() {
        return script
      },
      setScript(rules) {
        script = createScript(rules)
      },
      async reset() {
        script = createScript([])
        await world.reset()
      },
    }
  }

  return {
    get(name) {
      const existing = worlds.get(name)
      if (existing !== undefined) return existing
      if (!/^[\w.-]{1,100}$/.test(name))
        throw refuse('The name of a world is 1 to 100 letters, digits, dots, hyphens or underscores.')
      if (worlds.size >= MAX_WORLDS)
        throw refuse(`There are ${MAX_WORLDS} worlds; remove some with DELETE /__mock/worlds/{name}.`)
      const world = create(name)
      worlds.set(name, world)
      return world
    },
    names: () => [...worlds.keys()],
    has: name => worlds.has(name),
    async remove(name) {
      const world = worlds.get(name)
      worlds.delete(name)
      await (await world)?.close()
    },
    async close() {
      const all = [...worlds.values()]
      worlds.clear()
      for (const world of all) await (await world).close()
    },
  }
}

const refuse = (message: string) => new ApiError(422, 'validation_failed', message)
