import { createCors } from '../../server/http/cors.ts'
import { ApiError, methodNotAllowed, notFound } from '../../server/http/errors.ts'
import type { RequestLog } from '../requests.ts'
import { readScript } from '../trouble/script.ts'
import { type NamedWorld, type Worlds, worldOf } from '../world/worlds.ts'
import { assertTime, readBody, readClock, readState, stateOf } from './bodies.ts'
import { PAGE } from './page.ts'

export interface ControlServices {
  worlds: Worlds
  recorded: RequestLog
  operationIds(): ReadonlySet<string>
}

type Action = (world: NamedWorld, request: Request) => Promise<unknown>

/**
 * The mock's own endpoints under `/__mock/`. Each acts on the world that the request names, as requests to the API do. Responses are JSON.
 * @returns a fetch function for paths that begin with `/__mock`
 */
export function createControl({ worlds, recorded, operationIds }: ControlServices) {
  const clockOf = (world: NamedWorld) => ({ now: new Date(world.clock.now()).toISOString() })

  const actions: Record<string, Partial<Record<string, Action>>> = {
    '/__mock/reset': {
      async POST(world) {
        await world.reset()
        recorded.clear(world.name)
        return clockOf(world)
      },
    },
    '/__mock/clock': {
      GET: async world => clockOf(world),
      async POST(world, request) {
        const { set, advance } = readClock(await readBody(request))
        world.clock.set(set ?? assertTime(world.clock.now() + (advance ?? 0)))
        return clockOf(world)
      },
    },
    '/__mock/state': {
      GET: async world => stateOf(world),
      async PUT(world, request) {
        const { now, database } = readState(await readBody(request))
        await world.load(database)
        world.clock.set(now)
        return clockOf(world)
      },
    },
    '/__mock/script': {
      async PUT(world, request) {
        const rules = readScript(await readBody(request), operationIds())
        world.setScript(rules)
        return { rules }
      },
      async DELETE(world) {
        world.setScript([])
        return { rules: [] }
      },
    },
    '/__mock/requests': {
      GET: async world => ({ counts: recorded.countsOf(world.name), requests: recorded.of(world.name) }),
      async DELETE(world) {
        recorded.clear(world.name)
        return { counts: {}, requests: [] }
      },
    },
    '/__mock/worlds': {
      GET: async () => ({ worlds: worlds.names() }),
    },
  }
  const corsHeaders = createCors('any')

  async function act(request: Request, path: string): Promise<Response> {
    if (path === '/__mock' || path === '/__mock/') return new Response(PAGE.html, { headers: PAGE.headers })
    const [, name] = /^\/__mock\/worlds\/([\w.-]+)$/.exec(path) ?? []
    if (name !== undefined && request.method === 'DELETE') {
      await worlds.remove(name)
      recorded.clear(name)
      return Response.json({ worlds: worlds.names() })
    }
    const methods = actions[path]
    if (!methods) throw notFound()
    const allow = [...Object.keys(methods), 'OPTIONS'].join(', ')
    if (request.method === 'OPTIONS') {
      return new Response(null, { status: 204, headers: { Allow: allow, ...corsHeaders(request.headers, { allow }) } })
    }
    const action = methods[request.method]
    if (!action) throw methodNotAllowed(allow)
    const world = await worlds.get(worldOf(request))
    return Response.json(await action(world, request))
  }

  return async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname
    let response: Response
    try {
      response = await act(request, path)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      response = Response.json(error.body, { status: error.status, headers: error.headers })
    }
    for (const [header, value] of Object.entries(corsHeaders(request.headers, undefined)))
      response.headers.set(header, value)
    response.headers.set('Cache-Control', 'no-store')
    return response
  }
}
